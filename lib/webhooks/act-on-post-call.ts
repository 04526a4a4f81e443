import type { Scope } from "@/db/client";
import type { Call } from "@/db/schema/calls";
import { recordCallEvents } from "@/lib/calls/record-event";
import { carryOutMachineOrder } from "@/lib/machines/carry-out";
import { readMachineWebhook } from "@/lib/machines/read-webhook";
import { takeVerdict } from "@/lib/machines/take-verdict";
import { reasonAgainst } from "@/lib/recordings/await-audio";
import { keepAudio } from "@/lib/recordings/keep-audio";
import { interpretInitiationFailure } from "./interpret-post-call";
import { type AudioPlace, decodeAudio, NotBase64Error } from "./post-call-audio";
import type { PostCall } from "./post-call-shapes";
import { reportConversation } from "./report-conversation";

/** Does what a verified webhook about this call asks for. Answers a note when there was nothing to do. */
export async function actOnPostCall(
  scope: Scope,
  call: Call,
  postCall: PostCall,
  body: { raw: Buffer; audio: AudioPlace | undefined },
): Promise<string | null> {
  const { webhook } = postCall;
  const at = new Date(webhook.event_timestamp * 1000);
  if (!postCall.isKnown) return takeMachineWebhook(scope, call, webhook, at);
  switch (postCall.webhook.type) {
    case "post_call_transcription":
      await reportConversation(scope, call, postCall.webhook.data, at);
      return null;
    case "call_initiation_failure":
      await recordCallEvents(scope, call.id, interpretInitiationFailure(call, postCall.webhook.data, at));
      return null;
    case "post_call_audio":
      return keepSound(scope, call, postCall.webhook.data, body);
  }
}

/** A verdict on who picked up comes in a form that is not published (elevenlabs.md §4.1): read where it can be, kept in any case. */
async function takeMachineWebhook(
  scope: Scope,
  call: Call,
  webhook: PostCall["webhook"],
  at: Date,
): Promise<string | null> {
  const verdict = readMachineWebhook(webhook);
  if (!verdict || call.direction !== "outbound") return `nothing to do for ${webhook.type}`;
  const order = await takeVerdict(scope, call.id, { verdict, source: "elevenlabs", at, durationMs: null });
  if (order) await carryOutMachineOrder(scope, order);
  return null;
}

async function keepSound(
  scope: Scope,
  call: Call,
  data: { conversation_id: string; full_audio?: unknown },
  { raw, audio }: { raw: Buffer; audio: AudioPlace | undefined },
): Promise<string | null> {
  // What was cut out of the body left an empty text behind where it stood.
  if (!audio || data.full_audio !== "") return "no sound in it";
  const against = await reasonAgainst(scope, call, data.conversation_id);
  if (against !== null) return against;
  try {
    const done = await keepAudio(scope, call, {
      source: "elevenlabs",
      externalId: data.conversation_id,
      contentType: "audio/mpeg",
      body: decodeAudio(raw, audio),
    });
    return done === "kept" ? null : `sound ${done}`;
  } catch (error) {
    if (error instanceof NotBase64Error) return "the sound is not base64";
    throw error;
  }
}
