import { addHours } from "date-fns";
import { type Scope, withTransaction } from "@/db/client";
import { listEventsOfTypes } from "@/db/queries/call-events";
import { lockCall, notifyTenant } from "@/db/queries/calls";
import { deleteRecordingRow, listExpiredRecordings } from "@/db/queries/recordings";
import { writeAudit } from "@/db/queries/team";
import { listRetentions } from "@/db/queries/unscoped-recordings";
import { orderRemovals, type VendorCopyId } from "@/db/queries/vendor-removals";
import type { Call } from "@/db/schema/calls";
import type { Recording } from "@/db/schema/messages";
import { recordCallEvents } from "@/lib/calls/record-event";
import { log } from "@/lib/log";
import { storage } from "@/lib/providers/storage/open-storage";
import { getRecording } from "./list-recordings";

const BATCH = 100;
/** Longer than a report is asked for that did not come (lib/calls/fetch-reports.ts): who deletes a conversation deletes that as well. */
const UNREPORTED_HOURS = 36;

/** By hand. Throws `not_found` for a recording of another tenant, ProviderError when the storage does not delete: then it is all still there. */
export async function deleteRecording(scope: Scope, recordingId: string): Promise<void> {
  const recording = await getRecording(scope, recordingId);
  await withTransaction(scope, async (inner) => {
    const { callId, source } = recording;
    await writeAudit(inner, {
      action: "recording.delete",
      subject: recordingId,
      details: { callId, source },
    });
    await takeAway(inner, recording, { reason: "by_hand" });
  });
}

/**
 * What every business has kept for as long as it wants: deleted here and at the vendors. What was said after a tone stays until its message
 * is done. Answers how many recordings are gone; one that cannot be deleted is tried again by the next run.
 */
export async function deleteOldRecordings(): Promise<number> {
  let deleted = 0;
  for (const { tenantId, days } of await listRetentions()) {
    const scope: Scope = { tenantId, actor: "system" };
    for (let batch = BATCH; batch === BATCH;) {
      const expired = await listExpiredRecordings(scope, { days, limit: BATCH });
      const gone = await deleteExpired(scope, expired, days);
      deleted += gone;
      // What stays would be found again and again.
      batch = gone < expired.length ? 0 : expired.length;
    }
  }
  return deleted;
}

async function deleteExpired(scope: Scope, expired: Recording[], days: number): Promise<number> {
  let gone = 0;
  for (const recording of expired) {
    try {
      await withTransaction(scope, (inner) => takeAway(inner, recording, { reason: "retention", days }));
      gone += 1;
    } catch (error) {
      const { tenantId, id: recordingId } = recording;
      log.warn({ err: error, tenantId, recordingId }, "old recording not deleted");
    }
  }
  return gone;
}

/** In one transaction. The sound goes last: sound without a row would be there, and nobody would know of it. */
async function takeAway(
  inner: Scope,
  recording: Recording,
  why: { reason: "by_hand" } | { reason: "retention"; days: number },
): Promise<void> {
  const { id, callId, source, externalId, storageKey } = recording;
  const call = await lockCall(inner, callId);
  // Somebody was faster.
  if (!call || !(await deleteRecordingRow(inner, id))) return;
  const { twilio, elevenlabs } = await copiesOf(inner, recording);
  await orderRemovals(inner, twilio);
  await orderRemovals(inner, elevenlabs, conversationsLeaveAt(call));
  await recordCallEvents(inner, callId, [
    {
      source: "system",
      externalKey: `recording_deleted:${externalId}`,
      type: "recording_deleted",
      occurredAt: new Date(),
      payload: {
        ...(source === "elevenlabs" ? { conversationId: externalId } : { recordingSid: externalId }),
        source,
        ...why,
      },
    },
  ]);
  if (source === "twilio_message") await notifyTenant(inner, { type: "messages" });
  await storage().delete(storageKey);
}

/** When conversations of the call may be deleted at ElevenLabs: not before what was said is here. */
function conversationsLeaveAt({ reportedAt }: Pick<Call, "reportedAt">): Date {
  return reportedAt === null ? addHours(new Date(), UNREPORTED_HOURS) : new Date();
}

/** ElevenLabs records its conversations too where Twilio records the whole call. */
async function copiesOf(
  scope: Scope,
  { callId, source, externalId }: Recording,
): Promise<{ twilio: VendorCopyId[]; elevenlabs: VendorCopyId[] }> {
  const twilio: VendorCopyId[] = source === "elevenlabs" ? [] : [{ copy: "twilio_recording", externalId }];
  const conversations =
    source === "elevenlabs"
      ? [externalId]
      : source === "twilio_call"
        ? await listConversations(scope, callId)
        : [];
  return { twilio, elevenlabs: conversations.map(conversationCopy) };
}

export function conversationCopy(conversationId: string): VendorCopyId {
  return { copy: "elevenlabs_conversation", externalId: conversationId };
}

async function listConversations(scope: Scope, callId: string): Promise<string[]> {
  const events = await listEventsOfTypes(scope, callId, ["agent_connected", "conversation_reported"]);
  const ids = events.map(({ payload }) => payload["conversationId"]);
  return [...new Set(ids.filter((id): id is string => typeof id === "string"))];
}
