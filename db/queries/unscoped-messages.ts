/**
 * As unscoped.ts, for what works for every business at once: messages: their notices, their recordings and their words. Each query names its reason.
 */
import { and, asc, eq, inArray, isNull, lte, sql } from "drizzle-orm";
import type { TenantId } from "@/lib/vocabulary";
import { systemDatabase } from "../client";
import { messages } from "../schema/messages";
import { claimDue } from "./claim-due";

export interface ClaimedNotice {
  tenantId: TenantId;
  id: string;
  /** Which attempt the claim is, from one on. */
  attempts: number;
}

/** The worker sends the e-mails and SMS of every business; it sees neither what is told nor to whom. */
export function claimDueNotices(limit: number, leaseSeconds: number): Promise<ClaimedNotice[]> {
  return claimDue(
    { table: "notices", key: { id: "id" }, isOpen: sql`status = 'pending'` },
    { limit, leaseSeconds },
  );
}

/** After an outage nobody wants to be told what was overdue days ago. */
const OVERDUE_TOLD_UNTIL_HOURS = 24;

/** The job that tells of overdue messages looks at those of every business, the longest overdue first. */
export async function listOverdueMessages(
  limit: number,
): Promise<{ tenantId: TenantId; messageId: string }[]> {
  const { tenantId, id, dueAt, doneAt, overdueToldAt } = messages;
  return systemDatabase()
    .select({ tenantId, messageId: id })
    .from(messages)
    .where(
      and(
        isNull(doneAt),
        isNull(overdueToldAt),
        lte(dueAt, sql`clock_timestamp()`),
        sql`${dueAt} > now() - make_interval(hours => ${OVERDUE_TOLD_UNTIL_HOURS})`,
      ),
    )
    .orderBy(asc(dueAt))
    .limit(limit);
}

export interface ClaimedRecording {
  tenantId: TenantId;
  recordingSid: string;
  /** Which attempt the claim is, from one on. */
  attempts: number;
}

/** The worker asks Twilio for the recordings of every business. */
export function claimDueRecordings(limit: number, leaseSeconds: number): Promise<ClaimedRecording[]> {
  return claimDue(
    { table: "recording_fetches", key: { recordingSid: "recording_sid" }, isOpen: sql`done_at is null` },
    { limit, leaseSeconds },
  );
}

export interface ClaimedMessage {
  tenantId: TenantId;
  id: string;
  /** Which attempt the claim is, from one on. */
  attempts: number;
}

/**
 * The messages of every business whose words are to be worked on now: `pending` ones wait for their text, the others for a late text or
 * a summary. Claims as `claimDue` does; the system role does not see what was said.
 */
export async function claimDueMessages(
  which: "pending" | "others",
  limit: number,
  leaseSeconds: number,
): Promise<ClaimedMessage[]> {
  const { tenantId, id, transcriptState, transcriptAttempts, transcriptNextAt } = messages;
  const isPending = eq(transcriptState, "pending");
  return systemDatabase().transaction(async (tx) => {
    const due = await tx
      .select({ id })
      .from(messages)
      .where(
        and(
          which === "pending" ? isPending : sql`${transcriptState} is distinct from 'pending'`,
          lte(transcriptNextAt, sql`clock_timestamp()`),
        ),
      )
      .orderBy(asc(transcriptNextAt))
      .limit(limit)
      .for("update", { skipLocked: true });
    if (due.length === 0) return [];
    return tx
      .update(messages)
      .set({
        transcriptAttempts: sql`${transcriptAttempts} + 1`,
        transcriptNextAt: sql`clock_timestamp() + make_interval(secs => ${leaseSeconds})`,
      })
      .where(
        inArray(
          id,
          due.map((each) => each.id),
        ),
      )
      .returning({ tenantId, id, attempts: transcriptAttempts });
  });
}
