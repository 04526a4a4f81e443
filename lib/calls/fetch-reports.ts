import type { Scope } from "@/db/client";
import { listCallEvents, updateCall } from "@/db/queries/calls";
import { claimUnreportedCalls } from "@/db/queries/unscoped-calls";
import { orderRemovals } from "@/db/queries/vendor-removals";
import type { Call, CallEvent } from "@/db/schema/calls";
import { getElevenLabsCredentials } from "@/lib/accounts/credentials";
import { ProviderError } from "@/lib/errors";
import { log } from "@/lib/log";
import { fetchConversation, findConversationByVariable } from "@/lib/providers/elevenlabs/conversations";
import { isRefused, listAwaitedAudio } from "@/lib/recordings/await-audio";
import { conversationCopy } from "@/lib/recordings/delete-recording";
import { fetchAudio } from "@/lib/recordings/fetch-audio";
import { storable } from "@/lib/storable";
import { type Conversation, conversation } from "@/lib/webhooks/post-call-shapes";
import { reportConversation } from "@/lib/webhooks/report-conversation";
import type { TenantId } from "@/lib/vocabulary";
import { recordCallEvents } from "./record-event";

const BATCH = 50;
/** A vendor that has sent nothing for hours leaves many; a run that never ends would hide that. */
const MAX_BATCHES = 20;
/** One business whose vendor does not answer must not keep the others waiting. */
const TENANTS_AT_ONCE = 8;
const MINUTE = 60;
/** After each attempt; together about a day. */
export const PAUSES_SECONDS = [3, 10, 30, 60, 120, 240, 480, 480].map((minutes) => minutes * MINUTE);
const LAST_ATTEMPT = PAUSES_SECONDS.length + 1;

/**
 * Asks ElevenLabs for what it should have sent and did not: the report of a conversation that ended `quietSeconds` ago or earlier,
 * and its sound. Several workers share the work. Answers how many calls there were to ask about.
 */
export async function fetchReports(quietSeconds: number): Promise<number> {
  let asked = 0;
  for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
    const claimed = await claimUnreportedCalls({ quietSeconds, pausesSeconds: PAUSES_SECONDS, limit: BATCH });
    await fetchBatch(claimed);
    asked += claimed.length;
    if (claimed.length < BATCH) break;
  }
  return asked;
}

async function fetchBatch(claimed: Call[]): Promise<void> {
  const byTenant = new Map<TenantId, Call[]>();
  for (const call of claimed) byTenant.set(call.tenantId, [...(byTenant.get(call.tenantId) ?? []), call]);
  const waiting = [...byTenant.values()];
  const takeNext = async (): Promise<void> => {
    for (let calls = waiting.pop(); calls; calls = waiting.pop()) await fetchOfTenant(calls);
  };
  await Promise.all(Array.from({ length: TENANTS_AT_ONCE }, takeNext));
}

/** One after another; when the vendor does not answer, or asks us to slow down, the rest waits for the next attempt. */
async function fetchOfTenant(calls: Call[]): Promise<void> {
  let isVendorSilent = false;
  for (const call of calls) {
    const scope: Scope = { tenantId: call.tenantId, actor: "system" };
    const isLast = call.reportAttempts >= LAST_ATTEMPT;
    try {
      const missing = isVendorSilent ? "unreachable" : await fetchCall(scope, call);
      if (missing === "deleted" || (missing && isLast)) await giveUp(scope, call, missing);
    } catch (error) {
      log.warn({ err: error, tenantId: call.tenantId, callId: call.id }, "report could not be fetched");
      if (isLast) await giveUp(scope, call, "unreachable");
      isVendorSilent ||= error instanceof ProviderError && !error.permanent;
    }
  }
}

type Missing = "not_reported" | "deleted";

/** Answers what there is still to wait for; throws when the vendor refuses or cannot be reached. */
async function fetchCall(scope: Scope, call: Call): Promise<Missing | undefined> {
  const { apiKey } = await getElevenLabsCredentials(scope);
  const missing = call.reportedAt === null ? await fetchConversations(scope, call, apiKey) : undefined;
  for (const conversationId of await listAwaitedAudio(scope, call))
    await fetchAudio(scope, call, { apiKey, conversationId });
  return missing;
}

async function fetchConversations(scope: Scope, call: Call, apiKey: string): Promise<Missing | undefined> {
  const ids = await conversationsOf(scope, call, apiKey);
  let missing: Missing | undefined = ids.length === 0 ? "not_reported" : undefined;
  for (const conversationId of ids) {
    const said = await askFor(apiKey, conversationId);
    if (said === "deleted") missing ??= "deleted";
    else if (said?.status === "done" || said?.status === "failed")
      await reportConversation(scope, call, said, endOf(said, new Date()));
    // `initiated`, `in-progress`, `processing` (elevenlabs.md §5.2): another time.
    else missing = "not_reported";
  }
  return missing;
}

async function conversationsOf(scope: Scope, call: Call, apiKey: string): Promise<string[]> {
  const events = await listCallEvents(scope, call.id);
  const known = new Set([call.elevenLabsConversationId, ...events.map(conversationConnected)]);
  const ids = [...known].filter((id): id is string => typeof id === "string");
  if (ids.length > 0) return ids;
  // A call that ElevenLabs carries: the answer with the conversation's id may have been lost, the variable was not.
  const found = await findConversationByVariable(apiKey, { name: "call_id", value: call.id });
  return found === undefined ? [] : [found];
}

function conversationConnected({ type, payload }: CallEvent): unknown {
  return type === "agent_connected" ? payload["conversationId"] : undefined;
}

/** Undefined for an answer that cannot be read: perhaps the next one can. */
async function askFor(apiKey: string, conversationId: string): Promise<Conversation | "deleted" | undefined> {
  try {
    return conversation.safeParse(storable(await fetchConversation(apiKey, conversationId))).data;
  } catch (error) {
    if (error instanceof ProviderError && error.httpStatus === 404) return "deleted";
    throw error;
  }
}

/** When the vendor would have told it, near enough that of two conversations the later one stays the later one. */
function endOf({ metadata }: Conversation, now: Date): Date {
  const startSeconds = metadata?.accepted_time_unix_secs ?? metadata?.start_time_unix_secs;
  if (startSeconds == null) return now;
  return new Date(Math.min(now.getTime(), (startSeconds + (metadata?.call_duration_secs ?? 0)) * 1000));
}

/** Nobody asks again. */
async function giveUp(scope: Scope, call: Call, reason: string): Promise<void> {
  await recordCallEvents(scope, call.id, [
    {
      source: "system",
      externalKey: "report_missing",
      type: "report_missing",
      occurredAt: new Date(),
      payload: { reason, attempts: call.reportAttempts },
    },
  ]);
  await updateCall(scope, call.id, { reportAttempts: LAST_ATTEMPT, audioAwaitedAt: null });
  const { elevenLabsConversationId: conversationId } = call;
  // It waited for the report only (lib/webhooks/report-conversation.ts).
  if (conversationId !== null && (await isRefused(scope, call.id)))
    await orderRemovals(scope, [conversationCopy(conversationId)]);
}
