import { and, eq, isNull, sql } from "drizzle-orm";
import { type Scope, scoped } from "../client";
import { type RecordingFetch, recordingFetches } from "../schema/messages";

type Wanted = Pick<RecordingFetch, "recordingSid" | "callId" | "source">;

/** Notes that a recording is to be asked for from then on. Repeating it changes nothing. */
export async function expectRecording(scope: Scope, wanted: Wanted, nextAttemptAt: Date): Promise<void> {
  await scoped(scope, (tx) =>
    tx
      .insert(recordingFetches)
      .values({ ...wanted, tenantId: scope.tenantId, nextAttemptAt })
      .onConflictDoNothing(),
  );
}

/** As `expectRecording`, from now on, unless somebody has asked for it already. */
export async function wantRecording(scope: Scope, wanted: Wanted): Promise<void> {
  const { tenantId, recordingSid, attempts, doneAt } = recordingFetches;
  await scoped(scope, (tx) =>
    tx
      .insert(recordingFetches)
      .values({ ...wanted, tenantId: scope.tenantId })
      .onConflictDoUpdate({
        target: [tenantId, recordingSid],
        set: { nextAttemptAt: sql`clock_timestamp()` },
        setWhere: sql`${doneAt} is null and ${attempts} = 0`,
      }),
  );
}

/** Whether anything that was said after the tone is wanted, or was. */
export async function hasMessageFetch(scope: Scope, callId: string): Promise<boolean> {
  const rows = await scoped(scope, (tx) =>
    tx
      .select({ recordingSid: recordingFetches.recordingSid })
      .from(recordingFetches)
      .where(
        and(
          eq(recordingFetches.tenantId, scope.tenantId),
          eq(recordingFetches.callId, callId),
          eq(recordingFetches.source, "twilio_message"),
        ),
      )
      .limit(1),
  );
  return rows.length > 0;
}

export async function findRecordingFetch(
  scope: Scope,
  recordingSid: string,
): Promise<RecordingFetch | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .select()
      .from(recordingFetches)
      .where(
        and(eq(recordingFetches.tenantId, scope.tenantId), eq(recordingFetches.recordingSid, recordingSid)),
      ),
  );
  return row;
}

/** Nobody asks for it again; `error` says why it is not here. False when somebody was faster. */
export async function finishRecordingFetch(
  scope: Scope,
  recordingSid: string,
  error: string | null,
): Promise<boolean> {
  const rows = await scoped(scope, (tx) =>
    tx
      .update(recordingFetches)
      .set({ doneAt: sql`clock_timestamp()`, error })
      .where(
        and(
          eq(recordingFetches.tenantId, scope.tenantId),
          eq(recordingFetches.recordingSid, recordingSid),
          isNull(recordingFetches.doneAt),
        ),
      )
      .returning({ recordingSid: recordingFetches.recordingSid }),
  );
  return rows.length > 0;
}

/** Asked for again later; what the vendor said last is kept. */
export async function postponeRecordingFetch(
  scope: Scope,
  recordingSid: string,
  { nextAttemptAt, error }: { nextAttemptAt: Date; error: string },
): Promise<void> {
  await scoped(scope, (tx) =>
    tx
      .update(recordingFetches)
      .set({ nextAttemptAt, error })
      .where(
        and(
          eq(recordingFetches.tenantId, scope.tenantId),
          eq(recordingFetches.recordingSid, recordingSid),
          isNull(recordingFetches.doneAt),
        ),
      ),
  );
}

/** False when nobody wants it any more: it was erased. Held until the transaction ends, so that an erasure comes before or after. */
export async function holdRecordingFetch(scope: Scope, recordingSid: string): Promise<boolean> {
  const rows = await scoped(scope, (tx) =>
    tx
      .select({ recordingSid: recordingFetches.recordingSid })
      .from(recordingFetches)
      .where(
        and(eq(recordingFetches.tenantId, scope.tenantId), eq(recordingFetches.recordingSid, recordingSid)),
      )
      .for("key share"),
  );
  return rows.length > 0;
}
