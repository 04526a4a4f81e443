import { z } from "zod";
import type { Scope } from "@/db/client";
import { listMessages as query } from "@/db/queries/messages";
import { idPart, instantPart, readCursor, writeCursor } from "@/lib/cursor";
import { readActorNames } from "@/lib/team/actor-names";
import type { MessageView } from "./schema";

export interface MessageFilters {
  state?: "open" | "done" | undefined;
  contactId?: string | undefined;
  callId?: string | undefined;
}

const cursorPlace = z
  .tuple([z.enum(["0", "1"]), instantPart, idPart])
  .transform(([urgent, at, id]) => ({ isUrgent: urgent === "1", at, id }));

/** Open ones with the urgent ones first, then by when they are due; others newest first. Throws `invalid` for a cursor that is not one of ours. */
export async function listMessages(
  scope: Scope,
  { state, contactId, callId }: MessageFilters,
  page: { cursor?: string | undefined; limit: number },
): Promise<{ data: MessageView[]; nextCursor: string | null }> {
  const rows = await query(
    scope,
    { state, contactId, callId },
    {
      after: page.cursor === undefined ? undefined : readCursor(page.cursor, cursorPlace),
      limit: page.limit + 1,
    },
  );
  const nameOf = await readActorNames(scope);
  const data = rows.slice(0, page.limit).map((row) => ({ ...row, doneBy: row.doneBy && nameOf(row.doneBy) }));
  const last = data.at(-1);
  if (rows.length <= page.limit || !last) return { data, nextCursor: null };
  const { isUrgent, dueAt, takenAt, id } = last;
  return { data, nextCursor: writeCursor(Number(isUrgent), state === "open" ? dueAt : takenAt, id) };
}
