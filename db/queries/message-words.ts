import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { TranscriptState } from "@/lib/vocabulary";
import { type Scope, scoped } from "../client";
import { type Message, messages } from "../schema/messages";

/** When a worker looks at the words of a message next; null: never. */
export async function postponeWords(scope: Scope, messageId: string, nextAt: Date | null): Promise<void> {
  await scoped(scope, (tx) =>
    tx
      .update(messages)
      .set({ transcriptNextAt: nextAt })
      .where(and(eq(messages.tenantId, scope.tenantId), eq(messages.id, messageId))),
  );
}

/** What is recorded is to be written down now, however often it was tried without its sound. */
export async function wakeTranscript(scope: Scope, recordingSid: string): Promise<void> {
  await scoped(scope, (tx) =>
    tx
      .update(messages)
      .set({ transcriptAttempts: 0, transcriptNextAt: sql`clock_timestamp()` })
      .where(
        and(
          eq(messages.tenantId, scope.tenantId),
          eq(messages.recordingSid, recordingSid),
          inArray(messages.transcriptState, ["pending", "failed"]),
        ),
      ),
  );
}

/** Undefined when its state had already left `from`. */
export async function moveTranscript(
  scope: Scope,
  messageId: string,
  {
    from,
    ...values
  }: { from: TranscriptState[]; transcriptState: TranscriptState } & Pick<
    Message,
    "transcriptAttempts" | "transcriptNextAt"
  > &
    Partial<Pick<Message, "text">>,
): Promise<Message | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .update(messages)
      .set(values)
      .where(
        and(
          eq(messages.tenantId, scope.tenantId),
          eq(messages.id, messageId),
          inArray(messages.transcriptState, from),
        ),
      )
      .returning(),
  );
  return row;
}

/** False where it has a summary, or is gone. Urgency and deadline only ever become more pressing. */
export async function setSummary(
  scope: Scope,
  messageId: string,
  { summary, urgentDueAt }: { summary: string; urgentDueAt: Date | null },
): Promise<boolean> {
  const rows = await scoped(scope, (tx) =>
    tx
      .update(messages)
      .set({
        summary,
        transcriptNextAt: null,
        ...(urgentDueAt === null
          ? {}
          : {
              isUrgent: true,
              dueAt: sql`least(${messages.dueAt}, ${urgentDueAt.toISOString()}::timestamptz)`,
            }),
      })
      .where(and(eq(messages.tenantId, scope.tenantId), eq(messages.id, messageId), isNull(messages.summary)))
      .returning({ id: messages.id }),
  );
  return rows.length > 0;
}

/** With what members wrote about it. */
export async function deleteMessage(scope: Scope, messageId: string): Promise<void> {
  await scoped(scope, (tx) =>
    tx.delete(messages).where(and(eq(messages.tenantId, scope.tenantId), eq(messages.id, messageId))),
  );
}
