import {
  and,
  asc,
  count,
  desc,
  eq,
  getTableColumns,
  gt,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import type { MessageKind, MessageStatus } from "@/lib/vocabulary";
import { type Scope, scoped } from "../client";
import { advisors } from "../schema/advisors";
import { type Message, type MessageNote, messageNotes, messages, recordings } from "../schema/messages";
import { contacts } from "../schema/contacts";
import { transferAttempts, transfers } from "../schema/transfers";

export interface MessageRow extends Message {
  contact: { id: string; name: string } | null;
  advisor: { id: string; name: string } | null;
  /** Of the audio, once it is kept here. */
  recordingId: string | null;
}

const columns = {
  message: getTableColumns(messages),
  contact: { id: contacts.id, name: contacts.name },
  advisor: { id: advisors.id, name: advisors.name },
  recordingId: recordings.id,
};
const contactOfMessage = and(eq(contacts.tenantId, messages.tenantId), eq(contacts.id, messages.contactId));
const advisorOfMessage = and(eq(advisors.tenantId, messages.tenantId), eq(advisors.id, messages.advisorId));
const recordingOfMessage = and(
  eq(recordings.tenantId, messages.tenantId),
  eq(recordings.source, "twilio_message"),
  eq(recordings.externalId, messages.recordingSid),
);

type Found = Omit<MessageRow, keyof Message> & { message: Message };

const toRow = ({ message, ...joined }: Found): MessageRow => ({ ...message, ...joined });

/** What this call left before in the same words. */
export async function findSameMessage(
  scope: Scope,
  callId: string,
  text: string,
): Promise<MessageRow | undefined> {
  return first(
    scope,
    and(
      eq(messages.callId, callId),
      eq(messages.kind, "message"),
      isNull(messages.recordingSid),
      eq(messages.text, text),
    ),
  );
}

/** By Twilio's id of what was recorded. */
export async function findMessageOfRecording(
  scope: Scope,
  recordingSid: string,
): Promise<MessageRow | undefined> {
  return first(scope, eq(messages.recordingSid, recordingSid));
}

/** Of any kind. */
export async function hasMessageOfCall(scope: Scope, callId: string): Promise<boolean> {
  return (await first(scope, eq(messages.callId, callId))) !== undefined;
}

export async function findMessage(scope: Scope, messageId: string): Promise<MessageRow | undefined> {
  return first(scope, eq(messages.id, messageId));
}

async function first(scope: Scope, which: SQL | undefined): Promise<MessageRow | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .select(columns)
      .from(messages)
      .leftJoin(contacts, contactOfMessage)
      .leftJoin(advisors, advisorOfMessage)
      .leftJoin(recordings, recordingOfMessage)
      .where(and(eq(messages.tenantId, scope.tenantId), which))
      .orderBy(asc(messages.takenAt), asc(messages.id))
      .limit(1),
  );
  return row && toRow(row);
}

/** As it is now, and held until the transaction ends. */
export async function lockMessage(scope: Scope, messageId: string): Promise<Message | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .select()
      .from(messages)
      .where(and(eq(messages.tenantId, scope.tenantId), eq(messages.id, messageId)))
      .for("update"),
  );
  return row;
}

export type NewMessage = Pick<
  Message,
  "callId" | "contactId" | "name" | "number" | "text" | "isUrgent" | "takenAt" | "dueAt"
> &
  Partial<
    Pick<
      Message,
      "kind" | "advisorId" | "recordingSid" | "recordingSeconds" | "transcriptState" | "transcriptNextAt"
    >
  >;

/** Undefined when that recording, or that missed call, is on record already. */
export async function insertMessage(scope: Scope, values: NewMessage): Promise<Message | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .insert(messages)
      .values({ ...values, tenantId: scope.tenantId })
      .onConflictDoNothing()
      .returning(),
  );
  return row;
}

export type MessageChange = Partial<
  Pick<Message, "startedAt" | "startedBy" | "doneAt" | "doneBy" | "advisorId" | "dueAt" | "overdueToldAt">
>;

/** False for a message of another tenant. */
export async function updateMessage(
  scope: Scope,
  messageId: string,
  values: MessageChange,
): Promise<boolean> {
  const rows = await scoped(scope, (tx) =>
    tx
      .update(messages)
      .set(values)
      .where(and(eq(messages.tenantId, scope.tenantId), eq(messages.id, messageId)))
      .returning({ id: messages.id }),
  );
  return rows.length > 0;
}

export async function insertMessageNote(
  scope: Scope,
  note: Pick<MessageNote, "messageId" | "text">,
): Promise<void> {
  await scoped(scope, (tx) =>
    tx.insert(messageNotes).values({ ...note, author: scope.actor, tenantId: scope.tenantId }),
  );
}

/** Of these messages, oldest first. */
export async function listMessageNotes(scope: Scope, messageIds: readonly string[]): Promise<MessageNote[]> {
  if (messageIds.length === 0) return [];
  return scoped(scope, (tx) =>
    tx
      .select()
      .from(messageNotes)
      .where(and(eq(messageNotes.tenantId, scope.tenantId), inArray(messageNotes.messageId, [...messageIds])))
      .orderBy(asc(messageNotes.createdAt), asc(messageNotes.id)),
  );
}

/** Whose telephone rang last for this call, or who was asked for by name where none did; who is archived is passed over. */
export async function findLastAdvisor(scope: Scope, callId: string): Promise<string | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .select({ id: advisors.id })
      .from(transfers)
      .leftJoin(
        transferAttempts,
        and(eq(transferAttempts.tenantId, transfers.tenantId), eq(transferAttempts.transferId, transfers.id)),
      )
      .innerJoin(
        advisors,
        and(
          eq(advisors.tenantId, transfers.tenantId),
          sql`${advisors.id} = coalesce(${transferAttempts.advisorId}, ${transfers.wantedAdvisorId})`,
          isNull(advisors.archivedAt),
        ),
      )
      .where(and(eq(transfers.tenantId, scope.tenantId), eq(transfers.callId, callId)))
      .orderBy(desc(transfers.requestedAt), desc(transferAttempts.position))
      .limit(1),
  );
  return row?.id;
}

export interface MessageFilters {
  state?: "open" | "done" | undefined;
  status?: MessageStatus | undefined;
  kind?: MessageKind | undefined;
  /** `none`: nobody in particular; `mine`: of the advisor the actor is, and what the actor has begun. */
  advisorId?: string | undefined;
  overdue?: boolean | undefined;
  contactId?: string | undefined;
  callId?: string | undefined;
}
/** Where a page ended: what the list is sorted by, and the id. */
export interface MessageCursor {
  isUrgent: boolean;
  at: Date;
  id: string;
}

/** By due: the urgent ones first, then by when they are due; else newest first. */
export async function listMessages(
  scope: Scope,
  filters: MessageFilters,
  page: { isByDue: boolean; after: MessageCursor | undefined; limit: number },
): Promise<MessageRow[]> {
  const { isByDue } = page;
  const rows = await scoped(scope, (tx) =>
    tx
      .select(columns)
      .from(messages)
      .leftJoin(contacts, contactOfMessage)
      .leftJoin(advisors, advisorOfMessage)
      .leftJoin(recordings, recordingOfMessage)
      .where(and(isAmong(scope, filters), page.after && isAfter(isByDue, page.after)))
      .orderBy(
        ...(isByDue
          ? [desc(messages.isUrgent), asc(messages.dueAt), asc(messages.id)]
          : [desc(messages.takenAt), desc(messages.id)]),
      )
      .limit(page.limit),
  );
  return rows.map(toRow);
}

export interface MessageCounts {
  new: number;
  inProgress: number;
  overdue: number;
}

/** Of those nobody has finished. */
export async function countMessages(scope: Scope, filters: MessageFilters): Promise<MessageCounts> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .select({
        new: sql<number>`count(*) filter (where ${isNull(messages.startedAt)})`.mapWith(Number),
        inProgress: count(messages.startedAt),
        overdue: sql<number>`count(*) filter (where ${lte(messages.dueAt, sql`now()`)})`.mapWith(Number),
      })
      .from(messages)
      .leftJoin(advisors, advisorOfMessage)
      .where(isAmong(scope, { ...filters, state: "open", status: undefined })),
  );
  return row ?? { new: 0, inProgress: 0, overdue: 0 };
}

/** `advisors` has to be joined. */
function isAmong(scope: Scope, filters: MessageFilters): SQL | undefined {
  const { state, status, kind, advisorId, overdue, contactId, callId } = filters;
  const isOpen = isNull(messages.doneAt);
  return and(
    eq(messages.tenantId, scope.tenantId),
    state === "open" ? isOpen : undefined,
    state === "done" || status === "done" ? isNotNull(messages.doneAt) : undefined,
    status === "new" ? and(isOpen, isNull(messages.startedAt)) : undefined,
    status === "in_progress" ? and(isOpen, isNotNull(messages.startedAt)) : undefined,
    kind === undefined ? undefined : eq(messages.kind, kind),
    advisorId === undefined ? undefined : isOf(scope, advisorId),
    overdue ? and(isOpen, lte(messages.dueAt, sql`now()`)) : undefined,
    contactId === undefined ? undefined : eq(messages.contactId, contactId),
    callId === undefined ? undefined : eq(messages.callId, callId),
  );
}

function isOf({ actor }: Scope, advisorId: string): SQL | undefined {
  if (advisorId === "none") return isNull(messages.advisorId);
  if (advisorId !== "mine") return eq(messages.advisorId, advisorId);
  // Of a program nobody's telephone is the own one.
  const userId = actor.startsWith("user:") ? actor.slice("user:".length) : null;
  return or(userId === null ? undefined : eq(advisors.userId, userId), eq(messages.startedBy, actor));
}

function isAfter(isByDue: boolean, { isUrgent, at, id }: MessageCursor): SQL | undefined {
  if (!isByDue) return or(lt(messages.takenAt, at), and(eq(messages.takenAt, at), lt(messages.id, id)));
  const isLater = or(gt(messages.dueAt, at), and(eq(messages.dueAt, at), gt(messages.id, id)));
  const isLess = isUrgent ? eq(messages.isUrgent, false) : undefined;
  return or(isLess, and(eq(messages.isUrgent, isUrgent), isLater));
}
