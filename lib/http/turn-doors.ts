import "server-only";
import { createHash } from "node:crypto";
import { z } from "zod";
import { answerPlacedCall } from "@/lib/calls/answer-placed-call";
import { voiceRequest } from "@/lib/calls/interpret-twilio";
import { callParams } from "@/lib/calls/schema";
import { hangUp } from "@/lib/providers/twilio/twiml";
import { takeResponse } from "@/lib/turns/take-response";
import { locateCallById, locatePlacedCallById } from "./twilio-doors";
import { twilioRoute } from "./twilio-route";

/** Somebody whom a turn-based call was placed to has answered. */
export const turnsAnswered = twilioRoute({
  summary: "Twilio: somebody answered a turn-based call (documented address)",
  kind: "turns-answered",
  params: callParams,
  form: voiceRequest,
  externalId: (form) => form.CallSid,
  locate: (fields, _query, { callId }) => locatePlacedCallById(fields, callId),
  unknown: hangUp,
  handler: (scope, form, { call }) => answerPlacedCall(scope, call.id, form),
});

/** A recogniser that is sure of something says how sure; what cannot be read says nothing (twilio.md §4.5). */
const confidence = z.string().transform(Number).pipe(z.number().min(0).max(1)).optional().catch(undefined);

const speechRequest = voiceRequest.extend({
  SpeechResult: z.string().optional(),
  Confidence: confidence,
  Digits: z.string().max(100).optional(),
});

/** Which of the agent's replies it was said to. */
const replyPosition = z.coerce.number().int().min(0).max(100_000);

/** What the person said, as Twilio heard it. */
export const turnHeard = twilioRoute({
  summary: "Twilio: what was said in a turn-based call, and what follows (documented address)",
  kind: "turns-response",
  params: callParams,
  form: speechRequest,
  externalId: ({ CallSid, SpeechResult = "", Digits = "" }, query) =>
    [CallSid, query.get("reply") ?? "", markOf(`${Digits}\n${SpeechResult}`)].join(":"),
  async locate(fields, query, { callId }) {
    const found = await locateCallById(fields, callId);
    const position = replyPosition.safeParse(query.get("reply"));
    return found && { ...found, position: position.data };
  },
  unknown: hangUp,
  handler: (scope, form, { call, position }) =>
    takeResponse(scope, call.id, {
      position,
      heard: { speech: form.SpeechResult, confidence: form.Confidence, digits: form.Digits },
    }),
});

function markOf(words: string): string {
  return createHash("sha256").update(words).digest("hex").slice(0, 16);
}
