import { and, asc, eq, sql } from "drizzle-orm";
import type { RecordingSource } from "@/lib/vocabulary";
import { type Scope, scoped } from "../client";
import { type Recording, recordings } from "../schema/messages";

/** False when this very recording is on record already. */
export async function insertRecording(
  scope: Scope,
  recording: Omit<Recording, "tenantId" | "id" | "createdAt" | "channels"> &
    Partial<Pick<Recording, "channels">>,
): Promise<boolean> {
  const rows = await scoped(scope, (tx) =>
    tx
      .insert(recordings)
      .values({ ...recording, tenantId: scope.tenantId })
      .onConflictDoNothing()
      .returning({ id: recordings.id }),
  );
  return rows.length > 0;
}

export async function findRecording(scope: Scope, recordingId: string): Promise<Recording | undefined> {
  const [recording] = await scoped(scope, (tx) =>
    tx
      .select()
      .from(recordings)
      .where(and(eq(recordings.tenantId, scope.tenantId), eq(recordings.id, recordingId))),
  );
  return recording;
}

/** By the vendor's id of what was recorded. */
export async function findRecordingOf(
  scope: Scope,
  source: RecordingSource,
  externalId: string,
): Promise<Recording | undefined> {
  const [recording] = await scoped(scope, (tx) =>
    tx
      .select()
      .from(recordings)
      .where(
        and(
          eq(recordings.tenantId, scope.tenantId),
          eq(recordings.source, source),
          eq(recordings.externalId, externalId),
        ),
      ),
  );
  return recording;
}

export async function listRecordings(scope: Scope, callId: string): Promise<Recording[]> {
  return scoped(scope, (tx) =>
    tx
      .select()
      .from(recordings)
      .where(and(eq(recordings.tenantId, scope.tenantId), eq(recordings.callId, callId)))
      .orderBy(asc(recordings.createdAt), asc(recordings.id)),
  );
}

/** Kept more than `days` ago, the oldest first; without what was said after a tone and nobody has dealt with yet. */
export async function listExpiredRecordings(
  scope: Scope,
  { days, limit }: { days: number; limit: number },
): Promise<Recording[]> {
  return scoped(scope, (tx) =>
    tx
      .select()
      .from(recordings)
      .where(
        and(
          eq(recordings.tenantId, scope.tenantId),
          sql`${recordings.createdAt} < now() - make_interval(days => ${days})`,
          sql`not exists (
            select from messages waiting
            where waiting.tenant_id = ${scope.tenantId} and waiting.recording_sid = recordings.external_id
              and waiting.done_at is null)`,
        ),
      )
      .orderBy(asc(recordings.createdAt), asc(recordings.id))
      .limit(limit),
  );
}

/** False when it is gone already. */
export async function deleteRecordingRow(scope: Scope, recordingId: string): Promise<boolean> {
  const rows = await scoped(scope, (tx) =>
    tx
      .delete(recordings)
      .where(and(eq(recordings.tenantId, scope.tenantId), eq(recordings.id, recordingId)))
      .returning({ id: recordings.id }),
  );
  return rows.length > 0;
}
