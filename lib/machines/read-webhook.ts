import { z } from "zod";
import { type Verdict, verdictOf } from "./verdict";

const word = z.string().min(1).max(40);
/** Twilio's own body is passed on by ElevenLabs in its other webhooks (elevenlabs.md §4.1). */
const place = z.looseObject({ AnsweredBy: word.optional(), answered_by: word.optional() });
const body = z.looseObject({
  data: place.extend({ metadata: place.extend({ body: place.nullish() }).nullish() }),
});

/** Who picked up, by ElevenLabs' webhook for it; undefined for what says nothing of it, or says it in a way we do not know. */
export function readMachineWebhook(webhook: { type: string }): Verdict | undefined {
  if (!/machine|voicemail/i.test(webhook.type)) return undefined;
  const parsed = body.safeParse(webhook);
  if (!parsed.success) return undefined;
  const { data } = parsed.data;
  const places = [data, data.metadata, data.metadata?.body];
  const said = places.map((one) => one?.AnsweredBy ?? one?.answered_by).find((one) => one !== undefined);
  return said === undefined ? undefined : verdictOf(said);
}
