import { z } from "zod";
import { type Scope, withTransaction } from "@/db/client";
import { findAgent } from "@/db/queries/agents";
import {
  findCall,
  findCallByCallSid,
  findCallByConversation,
  listCallEvents,
  listTurns,
  notifyTenant,
  upsertTurns,
} from "@/db/queries/calls";
import { orderRemovals } from "@/db/queries/vendor-removals";
import type { Call } from "@/db/schema/calls";
import { type NewCallEvent, recordCallEvents } from "@/lib/calls/record-event";
import { awaitAudio, isRefused } from "@/lib/recordings/await-audio";
import { conversationCopy } from "@/lib/recordings/delete-recording";
import { markSpokenConcerns } from "@/lib/safety/mark-attention";
import { callSidOf, interpretConversation, startOf } from "./interpret-post-call";
import { turnsOf } from "./interpret-transcript";
import type { Conversation, PostCall } from "./post-call-shapes";

/** How a webhook may name its call, the surest first (elevenlabs.md §4.2). */
interface CallNames {
  conversationId: string | null;
  /** Known to the vendor before we are told the conversation's id. */
  callSid?: string | null | undefined;
  /** The variable that every conversation of ours is given. */
  callId?: unknown;
}

/** Undefined when no call of this tenant goes by any of the names. */
export async function findReportedCall(scope: Scope, names: CallNames): Promise<Call | undefined> {
  const { conversationId, callSid, callId } = names;
  const byConversation = conversationId ? await findCallByConversation(scope, conversationId) : undefined;
  if (byConversation) return byConversation;
  const bySid = callSid ? await findCallByCallSid(scope, callSid) : undefined;
  if (bySid) return bySid;
  const ours = z.uuid().safeParse(callId);
  return ours.success ? findCall(scope, ours.data) : undefined;
}

export function namesOfPostCall({ isKnown, webhook }: PostCall): CallNames {
  const conversationId = webhook.data.conversation_id ?? null;
  if (!isKnown) return { conversationId };
  switch (webhook.type) {
    case "post_call_transcription": {
      const { metadata, conversation_initiation_client_data: given } = webhook.data;
      return {
        conversationId,
        callSid: metadata?.phone_call?.call_sid,
        callId: given?.dynamic_variables?.["call_id"],
      };
    }
    case "call_initiation_failure":
      return { conversationId, callSid: callSidOf(webhook.data) };
    case "post_call_audio":
      return { conversationId };
  }
}

/**
 * Puts the vendor's account of a conversation on record, whether it was sent or asked for: events, facts, turns that nobody else
 * heard, and that its sound is to be fetched. Told again it changes nothing. `at` is when the vendor told it.
 */
export async function reportConversation(
  scope: Scope,
  call: Call,
  said: Conversation,
  at: Date,
): Promise<void> {
  await withTransaction(scope, async (inner) => {
    const events = await withoutKnownTools(inner, call, interpretConversation(call, said, at));
    const now = await recordCallEvents(inner, call.id, events);
    await fillTranscript(inner, now, said);
    if (said.has_audio === true) await awaitAudio(inner, now, at);
    // All that is to be known of it is here now; its sound is not to be anywhere.
    if (await isRefused(inner, call.id)) await orderRemovals(inner, [conversationCopy(said.conversation_id)]);
  });
}

/** A webhook tool of ours wrote its own event when it was used; the report tells of it a second time, under another id. */
async function withoutKnownTools(scope: Scope, call: Call, events: NewCallEvent[]): Promise<NewCallEvent[]> {
  if (!events.some(({ type }) => type === "tool_used")) return events;
  const reported = new Set(events.map(({ externalKey }) => externalKey));
  const known = (await listCallEvents(scope, call.id))
    .filter(({ type, externalKey }) => type === "tool_used" && !reported.has(externalKey))
    .map(({ payload }) => payload["name"]);
  return events.filter(({ type, payload }) => {
    const index = type === "tool_used" ? known.indexOf(payload["name"]) : -1;
    if (index >= 0) known.splice(index, 1);
    return index < 0;
  });
}

/**
 * The bridge hears a call itself; the vendor's transcript is for what it did not hear, or died before it wrote anything. A caller who was
 * away for a transfer has several conversations: each fills its own time.
 */
async function fillTranscript(scope: Scope, call: Call, said: Conversation): Promise<void> {
  const told = turnsOf(said);
  if (told.length === 0) return;
  const known = await listTurns(scope, call.id);
  if (known.length > 0 && (call.mode === "bridge" || startOf(said) === undefined)) return;
  const answeredAt = call.answeredAt ?? call.startedAt;
  const start = startOf(said) ?? answeredAt;
  const lastMs = start.getTime() + (told.at(-1)?.offsetMs ?? 0);
  const isHeard = known.some(
    ({ spokenAt }) =>
      spokenAt.getTime() >= start.getTime() - CLOCK_MS && spokenAt.getTime() <= lastMs + CLOCK_MS,
  );
  if (isHeard) return;
  const agent = call.agentId ? await findAgent(scope, call.agentId) : undefined;
  // Of a conversation that was not the first, times count from the beginning of the call.
  const laterMs = known.length === 0 ? 0 : Math.max(0, start.getTime() - answeredAt.getTime());
  const first = (known.at(-1)?.position ?? -1) + 1;
  const rows = told.map((turn) => ({
    ...turn,
    position: first + turn.position,
    offsetMs: laterMs + turn.offsetMs,
    spokenAt: new Date(start.getTime() + turn.offsetMs),
  }));
  await upsertTurns(scope, call.id, agent?.language ?? "es", rows);
  await markSpokenConcerns(scope, call.id, rows);
  await notifyTenant(scope, { type: "turns", callId: call.id });
}

/** The vendor tells when a conversation began in whole seconds, and its clock is its own. */
const CLOCK_MS = 1500;
