/** Say, Play, Pause and the verbs that only steer: twilio.md §4.6. */
import { sleep, untilAborted } from "./abort";
import { decodeAudio, isPlayable, tone } from "./audio";
import { play } from "./playback";
import { type Context, methodOf, numberOf, resolveUrl, sayInTwilioVoice, type Verb } from "./run-call";
import { voiceAt } from "./voice";
import type { Element } from "./xml";

const MAX_LOOPS = 1000;
const TRIAL_MAX_LOOPS = 10;

export const say: Verb = async (context, element) => {
  for (let loop = 0; loop < loops(context, element); loop += 1)
    await sayInTwilioVoice(context, element.text.trim());
  return "next";
};

export const playSound: Verb = async (context, element) => {
  const { leg, signal } = context;
  const digits = element.attributes.get("digits");
  if (digits !== undefined) {
    leg.event("digits-played", { digits });
    for (const digit of digits) {
      if (digit === "w" || digit === "W") await sleep(digit === "w" ? 500 : 1000, signal);
      else await play(leg.line, tone(770, 100), signal);
    }
    return "next";
  }
  const audio = await fetchSound(context, resolveUrl(context, element.text));
  if (!audio || audio.byteLength === 0) return "next";
  for (let loop = 0; loop < loops(context, element); loop += 1) await play(leg.line, audio, signal);
  return "next";
};

async function fetchSound({ leg, platform, signal }: Context, url: string): Promise<Uint8Array | undefined> {
  const request = platform.webhooks.deliver({
    account: leg.account,
    url,
    method: "GET",
    fields: [],
    purpose: "media",
    event: "media",
  });
  const delivery = await untilAborted(request, signal);
  if (!delivery.ok) {
    leg.alert(delivery.code, `Play: ${delivery.message}`);
    return undefined;
  }
  const isOfType = isPlayable(delivery.contentType);
  const audio = isOfType ? decodeAudio(delivery.contentType, delivery.body) : undefined;
  const type = delivery.contentType ?? "no type";
  if (audio) leg.event("played", { url, bytes: audio.byteLength });
  else if (!isOfType) leg.alert(12300, `Play: Invalid Content-Type: ${type}`);
  else leg.alert(12300, `Play: the sandbox reads µ-law and 8 kHz WAV only, not this ${type}`);
  return audio;
}

function loops({ leg }: Context, element: Element): number {
  const asked = numberOf(element, "loop", 1);
  const most = leg.account.type === "Trial" ? TRIAL_MAX_LOOPS : MAX_LOOPS;
  return asked === 0 ? most : Math.min(asked, most);
}

export const pause: Verb = async ({ signal }, element) => {
  await sleep(numberOf(element, "length", 1) * 1000, signal);
  return "next";
};

export const hangup: Verb = async () => "hangup";

export const reject: Verb = async ({ leg, platform }, element) => {
  if (!leg.isAnswered)
    platform.hangUp(leg, element.attributes.get("reason") === "busy" ? "busy" : "no-answer");
  return "hangup";
};

export const redirect: Verb = async (context, element) =>
  voiceAt(resolveUrl(context, element.text), methodOf(element));
