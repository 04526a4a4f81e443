import { and, asc, desc, eq, gt, isNotNull, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { type Scope, scoped } from "../client";
import { type Message, messages } from "../schema/calls";
import { contacts } from "../schema/contacts";

export type MessageWithContact = Message & { contact: { id: string; name: string } | null };

const columns = { message: messages, contact: { id: contacts.id, name: contacts.name } };
const contactOfMessage = and(eq(contacts.tenantId, messages.tenantId), eq(contacts.id, messages.contactId));

/** What this call left before in the same words. */
export async function findSameMessage(
  scope: Scope,
  callId: string,
  text: string,
): Promise<MessageWithContact | undefined> {
  return first(scope, and(eq(messages.callId, callId), eq(messages.text, text)));
}

export async function findMessage(scope: Scope, messageId: string): Promise<MessageWithContact | undefined> {
  return first(scope, eq(messages.id, messageId));
}

async function first(scope: Scope, which: SQL | undefined): Promise<MessageWithContact | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .select(columns)
      .from(messages)
      .leftJoin(contacts, contactOfMessage)
      .where(and(eq(messages.tenantId, scope.tenantId), which))
      .limit(1),
  );
  return row && { ...row.message, contact: row.contact };
}

export async function insertMessage(
  scope: Scope,
  values: Pick<
    Message,
    "callId" | "contactId" | "name" | "number" | "text" | "isUrgent" | "takenAt" | "dueAt"
  >,
): Promise<Message> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .insert(messages)
      .values({ ...values, tenantId: scope.tenantId })
      .returning(),
  );
  if (!row) throw new Error("insert returned no row");
  return row;
}

/** Undefined when it was in that state before; a repeat changes neither who did it nor when. */
export async function setMessageDone(
  scope: Scope,
  messageId: string,
  doneBy: string | null,
): Promise<Message | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .update(messages)
      .set({ doneAt: doneBy === null ? null : sql`now()`, doneBy })
      .where(
        and(
          eq(messages.tenantId, scope.tenantId),
          eq(messages.id, messageId),
          doneBy === null ? isNotNull(messages.doneAt) : isNull(messages.doneAt),
        ),
      )
      .returning(),
  );
  return row;
}

export interface MessageFilters {
  state: "open" | "done" | undefined;
  contactId: string | undefined;
  callId: string | undefined;
}
/** Where a page ended: what the list is sorted by, and the id. */
export interface MessageCursor {
  isUrgent: boolean;
  at: Date;
  id: string;
}

/** Open ones with the urgent ones first, then by when they are due; the others newest first. */
export async function listMessages(
  scope: Scope,
  { state, contactId, callId }: MessageFilters,
  page: { after: MessageCursor | undefined; limit: number },
): Promise<MessageWithContact[]> {
  const isByDue = state === "open";
  const rows = await scoped(scope, (tx) =>
    tx
      .select(columns)
      .from(messages)
      .leftJoin(contacts, contactOfMessage)
      .where(
        and(
          eq(messages.tenantId, scope.tenantId),
          state === "open" ? isNull(messages.doneAt) : undefined,
          state === "done" ? isNotNull(messages.doneAt) : undefined,
          contactId === undefined ? undefined : eq(messages.contactId, contactId),
          callId === undefined ? undefined : eq(messages.callId, callId),
          page.after && isAfter(isByDue, page.after),
        ),
      )
      .orderBy(
        ...(isByDue
          ? [desc(messages.isUrgent), asc(messages.dueAt), asc(messages.id)]
          : [desc(messages.takenAt), desc(messages.id)]),
      )
      .limit(page.limit),
  );
  return rows.map(({ message, contact }) => ({ ...message, contact }));
}

function isAfter(isByDue: boolean, { isUrgent, at, id }: MessageCursor): SQL | undefined {
  if (!isByDue) return or(lt(messages.takenAt, at), and(eq(messages.takenAt, at), lt(messages.id, id)));
  const isLater = or(gt(messages.dueAt, at), and(eq(messages.dueAt, at), gt(messages.id, id)));
  const isLess = isUrgent ? eq(messages.isUrgent, false) : undefined;
  return or(isLess, and(eq(messages.isUrgent, isUrgent), isLater));
}
