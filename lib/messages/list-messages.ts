import { z } from "zod";
import type { Scope } from "@/db/client";
import { countMessages as count, listMessages as query, type MessageCounts } from "@/db/queries/messages";
import { idPart, instantPart, readCursor, writeCursor } from "@/lib/cursor";
import type { MessageListFilters, MessageView } from "./schema";
import { showMessages } from "./show-messages";

const cursorPlace = z
  .tuple([z.enum(["0", "1"]), instantPart, idPart])
  .transform(([urgent, at, id]) => ({ isUrgent: urgent === "1", at, id }));

/**
 * What nobody has finished with the urgent ones first, then by when they are due; others newest first. Throws `invalid` for a cursor that
 * is not one of ours.
 */
export async function listMessages(
  scope: Scope,
  filters: MessageListFilters,
  page: { cursor?: string | undefined; limit: number },
): Promise<{ data: MessageView[]; nextCursor: string | null }> {
  const { state, status, overdue } = filters;
  const isByDue =
    state === "open" || status === "new" || status === "in_progress" || (overdue === "true" && !state);
  const rows = await query(
    scope,
    { ...filters, overdue: overdue === "true" },
    {
      isByDue,
      after: page.cursor === undefined ? undefined : readCursor(page.cursor, cursorPlace),
      limit: page.limit + 1,
    },
  );
  const data = await showMessages(scope, rows.slice(0, page.limit));
  const last = data.at(-1);
  if (rows.length <= page.limit || !last) return { data, nextCursor: null };
  const { isUrgent, dueAt, takenAt, id } = last;
  return { data, nextCursor: writeCursor(Number(isUrgent), isByDue ? dueAt : takenAt, id) };
}

/** How many wait, and how many of them should have been called back already. */
export async function countMessages(
  scope: Scope,
  { overdue, ...filters }: Pick<MessageListFilters, "kind" | "advisorId" | "overdue">,
): Promise<MessageCounts> {
  return count(scope, { ...filters, overdue: overdue === "true" });
}
