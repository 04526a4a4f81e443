import { and, asc, eq } from "drizzle-orm";
import type { RecordingSource } from "@/lib/vocabulary";
import { type Scope, scoped } from "../client";
import { type Recording, recordings } from "../schema/messages";

/** False when this very recording is on record already. */
export async function insertRecording(
  scope: Scope,
  recording: Pick<Recording, "callId" | "source" | "externalId" | "storageKey" | "contentType" | "sizeBytes">,
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
