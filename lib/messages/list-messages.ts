import type { Scope } from "@/db/client";
import { listMessages as query, type MessageCursor } from "@/db/queries/messages";
import { AppError } from "@/lib/errors";
import { readActorNames } from "@/lib/team/actor-names";
import type { MessageView } from "./schema";

export interface MessageFilters {
  state?: "open" | "done" | undefined;
  contactId?: string | undefined;
  callId?: string | undefined;
}

/** Open ones with the urgent ones first, then by when they are due; others newest first. Throws `invalid` for a cursor that is not one of ours. */
export async function listMessages(
  scope: Scope,
  { state, contactId, callId }: MessageFilters,
  page: { cursor?: string | undefined; limit: number },
): Promise<{ data: MessageView[]; nextCursor: string | null }> {
  const rows = await query(
    scope,
    { state, contactId, callId },
    { after: page.cursor === undefined ? undefined : readCursor(page.cursor), limit: page.limit + 1 },
  );
  const nameOf = await readActorNames(scope);
  const data = rows.slice(0, page.limit).map((row) => ({ ...row, doneBy: row.doneBy && nameOf(row.doneBy) }));
  const last = data.at(-1);
  if (rows.length <= page.limit || !last) return { data, nextCursor: null };
  const { isUrgent, dueAt, takenAt, id } = last;
  return { data, nextCursor: writeCursor({ isUrgent, at: state === "open" ? dueAt : takenAt, id }) };
}

const CURSOR = /^([01])\|([1-9]\d{3}-\d\d-\d\dT[\d:.]{12}Z)\|([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

function writeCursor({ isUrgent, at, id }: MessageCursor): string {
  return Buffer.from(`${Number(isUrgent)}|${at.toISOString()}|${id}`).toString("base64url");
}

function readCursor(cursor: string): MessageCursor {
  const text = Buffer.from(cursor, "base64url").toString("utf8");
  const [, urgent, instant = "", id = ""] = CURSOR.exec(text) ?? [];
  const at = new Date(instant);
  if (id === "" || Number.isNaN(at.getTime())) throw new AppError("invalid", "cursor", { cursor: "invalid" });
  return { isUrgent: urgent === "1", at, id };
}
