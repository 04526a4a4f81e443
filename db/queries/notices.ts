import { and, asc, desc, eq, gt, isNull, lte, sql } from "drizzle-orm";
import type { DeliveryStatus, NoticeChannel, NoticeReason } from "@/lib/vocabulary";
import { type Scope, scoped } from "../client";
import { type Advisor, advisors } from "../schema/advisors";
import { numbers } from "../schema/agents";
import { calls } from "../schema/calls";
import { type Message, messages, type Notice, notices } from "../schema/messages";
import { contacts } from "../schema/contacts";
import { users } from "../schema/tenants";

const isNotice = (scope: Scope, noticeId: string) =>
  and(eq(notices.tenantId, scope.tenantId), eq(notices.id, noticeId));

const advisorOfNotice = and(eq(advisors.tenantId, notices.tenantId), eq(advisors.id, notices.advisorId));

/** An advisor who is still one, with the address of the member they are. */
export async function findAdvisorToTell(
  scope: Scope,
  advisorId: string,
): Promise<(Advisor & { memberEmail: string | null }) | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .select({ advisor: advisors, memberEmail: users.email })
      .from(advisors)
      .leftJoin(users, eq(users.id, advisors.userId))
      .where(
        and(eq(advisors.tenantId, scope.tenantId), eq(advisors.id, advisorId), isNull(advisors.archivedAt)),
      ),
  );
  return row && { ...row.advisor, memberEmail: row.memberEmail };
}

export interface NewNotice {
  messageId: string;
  advisorId: string | null;
  channel: NoticeChannel;
  reason: NoticeReason;
  address: string;
}

/**
 * Nobody is told twice at one address that a message was taken: what stands there already stays as it is. That it was given to them, or is
 * overdue, can be so again: then it is told anew, under another id.
 */
export async function insertNotices(scope: Scope, values: NewNotice[]): Promise<void> {
  if (values.length === 0) return;
  const now = sql`clock_timestamp()`;
  await scoped(scope, (tx) =>
    tx
      .insert(notices)
      .values(values.map((each) => ({ ...each, tenantId: scope.tenantId })))
      .onConflictDoUpdate({
        target: [notices.tenantId, notices.messageId, notices.channel, notices.reason, notices.address],
        set: {
          id: sql`gen_random_uuid()`,
          advisorId: sql`excluded.advisor_id`,
          status: "pending",
          attempts: 0,
          nextAttemptAt: now,
          vendorId: null,
          error: null,
          createdAt: now,
          sentAt: null,
        },
        setWhere: sql`${notices.reason} <> 'taken'`,
      }),
  );
}

export interface NoticeToSend {
  notice: Notice;
  message: Message;
  contactName: string | null;
  /** The business's own number in the call that left the message; null without a call. */
  calledNumber: string | null;
}

export async function findNoticeToSend(scope: Scope, noticeId: string): Promise<NoticeToSend | undefined> {
  const own = sql<
    string | null
  >`case ${calls.direction} when 'inbound' then ${calls.toNumber} else ${calls.fromNumber} end`;
  const [row] = await scoped(scope, (tx) =>
    tx
      .select({ notice: notices, message: messages, contactName: contacts.name, calledNumber: own })
      .from(notices)
      .innerJoin(messages, and(eq(messages.tenantId, notices.tenantId), eq(messages.id, notices.messageId)))
      .leftJoin(contacts, and(eq(contacts.tenantId, messages.tenantId), eq(contacts.id, messages.contactId)))
      .leftJoin(calls, and(eq(calls.tenantId, messages.tenantId), eq(calls.id, messages.callId)))
      .where(isNotice(scope, noticeId)),
  );
  return row;
}

/** The numbers that the business owns, the oldest first. */
export async function listOwnedNumbers(scope: Scope): Promise<string[]> {
  const rows = await scoped(scope, (tx) =>
    tx
      .select({ phoneNumber: numbers.phoneNumber })
      .from(numbers)
      .where(and(eq(numbers.tenantId, scope.tenantId), eq(numbers.owned, true)))
      .orderBy(asc(numbers.createdAt), asc(numbers.phoneNumber)),
  );
  return rows.map(({ phoneNumber }) => phoneNumber);
}

export interface NoticeAttempt {
  noticeId: string;
  /** Which one it was, from one on. */
  attempt: number;
  status: DeliveryStatus;
  nextAttemptAt: Date | undefined;
  vendorId: string | null;
  error: string | null;
}

/**
 * False when it changed nothing: the vendor's own report came first, or a worker that was believed dead says too late that it failed. That
 * it was sent is never too late.
 */
export async function recordNotice(scope: Scope, done: NoticeAttempt): Promise<boolean> {
  const { status, vendorId, error, nextAttemptAt } = done;
  const isSent = status === "delivered";
  const rows = await scoped(scope, (tx) =>
    tx
      .update(notices)
      .set({
        status,
        vendorId,
        error,
        ...(isSent ? { sentAt: sql`clock_timestamp()` } : {}),
        ...(nextAttemptAt ? { nextAttemptAt } : {}),
      })
      .where(
        and(
          isNotice(scope, done.noticeId),
          eq(notices.status, "pending"),
          isSent ? undefined : eq(notices.attempts, done.attempt),
        ),
      )
      .returning({ id: notices.id }),
  );
  return rows.length > 0;
}

/** Nobody needs to be told any more. */
export async function deletePendingNotice(scope: Scope, noticeId: string): Promise<void> {
  await scoped(scope, (tx) =>
    tx.delete(notices).where(and(isNotice(scope, noticeId), eq(notices.status, "pending"))),
  );
}

/**
 * The vendor says later that what it took did not arrive. False when that is not news: it was said before, or it is said of another
 * attempt than the one we know of.
 */
export async function refuseNotice(
  scope: Scope,
  noticeId: string,
  { vendorId, error }: { vendorId: string; error: string },
): Promise<boolean> {
  const rows = await scoped(scope, (tx) =>
    tx
      .update(notices)
      .set({ status: "failed", vendorId, error })
      .where(
        and(
          isNotice(scope, noticeId),
          sql`${notices.status} <> 'failed'`,
          sql`coalesce(${notices.vendorId}, ${vendorId}) = ${vendorId}`,
        ),
      )
      .returning({ id: notices.id }),
  );
  return rows.length > 0;
}

export type NoticeWithAdvisor = Notice & { advisor: { id: string; name: string } | null };

const columns = { notice: notices, advisor: { id: advisors.id, name: advisors.name } };

/** Who was told of a message, oldest first. */
export async function listNoticesOf(scope: Scope, messageId: string): Promise<NoticeWithAdvisor[]> {
  const rows = await scoped(scope, (tx) =>
    tx
      .select(columns)
      .from(notices)
      .leftJoin(advisors, advisorOfNotice)
      .where(and(eq(notices.tenantId, scope.tenantId), eq(notices.messageId, messageId)))
      .orderBy(asc(notices.createdAt), asc(notices.channel), asc(notices.id)),
  );
  return rows.map(({ notice, advisor }) => ({ ...notice, advisor }));
}

/** What nobody was told although somebody should have been, newest first. */
export async function listFailedNotices(
  scope: Scope,
  { days, limit }: { days: number; limit: number },
): Promise<NoticeWithAdvisor[]> {
  const rows = await scoped(scope, (tx) =>
    tx
      .select(columns)
      .from(notices)
      .leftJoin(advisors, advisorOfNotice)
      .where(
        and(
          eq(notices.tenantId, scope.tenantId),
          eq(notices.status, "failed"),
          gt(notices.createdAt, sql`now() - make_interval(days => ${days})`),
        ),
      )
      .orderBy(desc(notices.createdAt), desc(notices.id))
      .limit(limit),
  );
  return rows.map(({ notice, advisor }) => ({ ...notice, advisor }));
}

/** Says that its being overdue was told. Undefined when that was said before, or nobody has to call back any more. */
export async function claimOverdueMessage(scope: Scope, messageId: string): Promise<Message | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .update(messages)
      .set({ overdueToldAt: sql`clock_timestamp()` })
      .where(
        and(
          eq(messages.tenantId, scope.tenantId),
          eq(messages.id, messageId),
          isNull(messages.doneAt),
          isNull(messages.overdueToldAt),
          lte(messages.dueAt, sql`clock_timestamp()`),
        ),
      )
      .returning(),
  );
  return row;
}
