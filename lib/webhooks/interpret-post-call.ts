import type { Call } from "@/db/schema/calls";
import { factOfStatus } from "@/lib/calls/interpret-twilio";
import type { CallFact, TelephoneEnd } from "@/lib/calls/facts";
import type { NewCallEvent } from "@/lib/calls/record-event";
import type { Conversation, InitiationFailure } from "./post-call-shapes";
import { toolUsesOf } from "./interpret-transcript";

type ReportedCall = Pick<Call, "direction" | "mode" | "twilioCallSid" | "answeredBy">;

const CALL_SID = /^CA[0-9a-fA-F]{32}$/;
const MAX_MESSAGE = 500;
/** A title stands in every row of the list. */
const MAX_TITLE = 200;
const MAX_SUMMARY = 10_000;
/** The vendor ends what could not start within a second (elevenlabs.md §5.3). */
const START_SECONDS = 1;
const NOT_STARTED = /initiali[sz]|failed to start|missing required dynamic variable|override .*not allowed/i;

/** When the conversation began, as the vendor says it. */
export function startOf({ metadata }: Conversation): Date | undefined {
  const seconds = metadata?.accepted_time_unix_secs ?? metadata?.start_time_unix_secs;
  return seconds == null ? undefined : new Date(seconds * 1000);
}

/** A conversation that could not start can still read `done` and `success` (elevenlabs.md §5.3). */
export function hasFailedToStart({ metadata, transcript }: Conversation): boolean {
  if (!metadata) return false;
  const isShort = (metadata.call_duration_secs ?? 0) <= START_SECONDS;
  const wasHeard = transcript.some(({ role, message }) => role === "user" && message);
  if (!isShort || wasHeard) return false;
  return metadata.error != null || NOT_STARTED.test(metadata.termination_reason ?? "");
}

/** What the vendor's account of a conversation says about the call; `at` is when it was told. Pure. */
export function interpretConversation(call: ReportedCall, said: Conversation, at: Date): NewCallEvent[] {
  return [
    ...acceptance(call, said, at),
    ...connection(call, said, at),
    ...failure(call, said, at),
    ...result(call, said, at),
    ...(call.mode === "native" ? toolEvents(said, at) : []),
    reported(said, at),
  ];
}

function reported(said: Conversation, at: Date): NewCallEvent {
  const { conversation_id: conversationId, analysis, metadata } = said;
  const title = analysis?.call_summary_title?.slice(0, MAX_TITLE) ?? null;
  const summary = analysis?.transcript_summary?.slice(0, MAX_SUMMARY) ?? null;
  return {
    source: "elevenlabs",
    externalKey: `post_call_transcription:${conversationId}`,
    type: "conversation_reported",
    occurredAt: at,
    payload: {
      conversationId,
      status: said.status ?? null,
      terminationReason: metadata?.termination_reason ?? null,
      error: metadata?.error ?? null,
      callResult: metadata?.phone_call?.call_result ?? null,
      durationSeconds: metadata?.call_duration_secs ?? null,
      costCredits: metadata?.cost ?? null,
      hasAudio: said.has_audio === true,
      // The row of the call may say it in other words: the analysis is made of these (lib/analysis/collected.ts).
      title,
      summary,
      evaluation: analysis?.evaluation_criteria_results ?? {},
      dataCollection: analysis?.data_collection_results ?? {},
    },
    fact: {
      type: "conversation_reported",
      at,
      conversationId,
      title,
      summary,
      successful: hasFailedToStart(said) ? false : successOf(analysis?.call_successful),
      costElevenLabsUsd: metadata?.cost_fiat == null ? null : metadata.cost_fiat.toFixed(6),
    },
  };
}

function successOf(word: string | null | undefined): boolean | null {
  if (word === "success") return true;
  return word === "failure" ? false : null;
}

/** Who reports on a call that we asked for has accepted the order, also when the answer to it was lost. */
function acceptance(call: ReportedCall, said: Conversation, at: Date): NewCallEvent[] {
  const callSid = said.metadata?.phone_call?.call_sid ?? "";
  return call.mode === "native" ? accepted(call, { callSid, conversationId: said.conversation_id, at }) : [];
}

function accepted(
  call: ReportedCall,
  { callSid, conversationId, at }: { callSid: string; conversationId: string; at: Date },
): NewCallEvent[] {
  if (call.direction !== "outbound" || call.twilioCallSid !== null || !CALL_SID.test(callSid)) return [];
  return [
    {
      source: "elevenlabs",
      externalKey: "accepted",
      type: "dial_accepted",
      occurredAt: at,
      payload: { callSid, conversationId },
      fact: {
        type: "dialled",
        at,
        state: "accepted",
        twilioCallSid: callSid,
        conversationId,
        error: null,
      },
    },
  ];
}

/** The bridge knows when its agent came on the line; of a call that ElevenLabs carries only the report tells. */
function connection(call: ReportedCall, said: Conversation, at: Date): NewCallEvent[] {
  if (call.mode !== "native" || hasFailedToStart(said) || !wasConnected(said)) return [];
  const conversationId = said.conversation_id;
  const connectedAt = startOf(said) ?? at;
  return [
    {
      source: "elevenlabs",
      externalKey: `agent_connected:${conversationId}`,
      type: "agent_connected",
      occurredAt: connectedAt,
      payload: { conversationId },
      fact: { type: "agent_connected", at: connectedAt, conversationId },
    },
  ];
}

function wasConnected({ metadata, transcript }: Conversation): boolean {
  const callResult = metadata?.phone_call?.call_result;
  if (callResult != null) return callResult === "answered" || callResult === "voicemail";
  return (metadata?.call_duration_secs ?? 0) > 0 || transcript.some(({ message }) => message);
}

function failure(call: ReportedCall, said: Conversation, at: Date): NewCallEvent[] {
  const { metadata, conversation_id: conversationId } = said;
  const notStarted = hasFailedToStart(said);
  // Of what broke on the way the bridge has told already.
  if (!notStarted && (call.mode !== "native" || metadata?.error == null)) return [];
  const code = notStarted ? "conversation_not_started" : "agent_error";
  const words = metadata?.error?.reason ?? metadata?.termination_reason ?? "";
  const message = (words || "The conversation failed.").slice(0, MAX_MESSAGE);
  const failedAt = startOf(said) ?? at;
  return [
    {
      source: "elevenlabs",
      externalKey: `failed:${conversationId}`,
      type: "agent_error",
      occurredAt: failedAt,
      payload: { conversationId, code, message, vendorCode: metadata?.error?.code ?? null },
      fact: { type: "went_wrong", at: failedAt, code, message },
    },
  ];
}

const ENDS = new Map<string, TelephoneEnd>([
  ["busy", "busy"],
  ["no_answer", "no_answer"],
  ["failed", "failed"],
]);

/** How the telephone call came out, where the vendor says it. Being answered is no end: a transfer may follow. */
function result(call: ReportedCall, said: Conversation, at: Date): NewCallEvent[] {
  const word = said.metadata?.phone_call?.call_result ?? "";
  const end = ENDS.get(word);
  const common = { source: "elevenlabs", externalKey: `call_result:${said.conversation_id}` } as const;
  if (end) {
    const fact: CallFact = { type: "ended", status: end, at, durationSeconds: null };
    return [
      { ...common, type: "status_reported", occurredAt: at, payload: { status: word, asked: false }, fact },
    ];
  }
  const reachedMailbox =
    word === "voicemail" || toolUsesOf(said).some(({ name }) => name === "voicemail_detection");
  // Who picked up, and whether a mailbox got its message, Twilio has said (lib/machines/take-verdict.ts).
  if (!reachedMailbox || call.answeredBy !== null) return [];
  // From the beginning: whatever was settled during the call counts more.
  const answeredAt = startOf(said) ?? at;
  return [
    ...mailbox(call, answeredAt),
    {
      ...common,
      type: "result_reported",
      occurredAt: answeredAt,
      payload: { outcome: "voicemail" },
      fact: { type: "result_reported", at: answeredAt, outcome: "voicemail", notes: null },
    },
  ];
}

function mailbox(call: ReportedCall, at: Date): NewCallEvent[] {
  if (call.direction !== "outbound") return [];
  return [
    {
      source: "elevenlabs",
      externalKey: "answered_by",
      type: "machine_detected",
      occurredAt: at,
      payload: { answeredBy: "machine", word: "voicemail", action: "go_on", why: "over" },
      fact: { type: "machine_detected", at, answeredBy: "machine" },
    },
  ];
}

function toolEvents(said: Conversation, at: Date): NewCallEvent[] {
  const start = startOf(said) ?? at;
  return toolUsesOf(said).map(({ key, name, type, isError, offsetMs, latencyMs }) => ({
    source: "elevenlabs",
    externalKey: `tool:${key}`,
    type: "tool_used",
    occurredAt: new Date(start.getTime() + offsetMs),
    payload: { name, toolCallId: key, toolType: type, isError, durationMs: latencyMs },
  }));
}

/** A telephone call that never became a conversation: Twilio's word where there is one, else the vendor's (elevenlabs.md §4.1). */
export function interpretInitiationFailure(
  call: ReportedCall,
  said: InitiationFailure,
  at: Date,
): NewCallEvent[] {
  const body = said.metadata?.body;
  const conversationId = said.conversation_id;
  const byTwilio = factOfStatus(body?.CallStatus ?? "", at, null);
  const reason = said.failure_reason ?? "unknown";
  const status =
    byTwilio?.type === "ended" && byTwilio.status !== "completed"
      ? byTwilio.status
      : ENDS_OF_REASON.get(reason);
  const sip = body?.SipResponseCode ?? body?.sip_status_code ?? null;
  return [
    ...accepted(call, { callSid: callSidOf(said) ?? "", conversationId, at }),
    {
      source: "elevenlabs",
      externalKey: `initiation_failure:${conversationId}`,
      type: "status_reported",
      occurredAt: at,
      payload: {
        status: status ?? "failed",
        failureReason: reason,
        sipCode: sip,
        ...(body?.error_reason ? { message: body.error_reason } : {}),
      },
      fact: { type: "ended", status: status ?? "failed", at, durationSeconds: null },
    },
  ];
}

const ENDS_OF_REASON = new Map<string, TelephoneEnd>([
  ["busy", "busy"],
  ["no-answer", "no_answer"],
  ["no_answer", "no_answer"],
]);

/** Twilio's id of the telephone call, in whichever of the two bodies. */
export function callSidOf(said: InitiationFailure): string | undefined {
  const sid = said.metadata?.body?.CallSid ?? said.metadata?.body?.call_sid ?? "";
  return CALL_SID.test(sid) ? sid : undefined;
}
