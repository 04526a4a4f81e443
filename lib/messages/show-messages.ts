import type { Scope } from "@/db/client";
import { findMessage, listMessageNotes, type MessageRow } from "@/db/queries/messages";
import { AppError } from "@/lib/errors";
import { readActorNames } from "@/lib/team/actor-names";
import type { MessageView } from "./schema";
import { statusOf } from "./status";

/** Who left the team has no name any more: an empty text. */
export async function showMessages(scope: Scope, rows: readonly MessageRow[]): Promise<MessageView[]> {
  const [notes, nameOf] = await Promise.all([
    listMessageNotes(
      scope,
      rows.map(({ id }) => id),
    ),
    readActorNames(scope),
  ]);
  return rows.map((row) => ({
    ...row,
    status: statusOf(row),
    startedBy: row.startedBy && nameOf(row.startedBy),
    doneBy: row.doneBy && nameOf(row.doneBy),
    recording: row.recordingId === null ? null : { id: row.recordingId, seconds: row.recordingSeconds },
    notes: notes
      .filter(({ messageId }) => messageId === row.id)
      .map((note) => ({ ...note, author: nameOf(note.author) })),
  }));
}

/** Throws `not_found` for a message of another tenant. */
export async function getMessage(scope: Scope, messageId: string): Promise<MessageView> {
  const row = await findMessage(scope, messageId);
  const [shown] = row ? await showMessages(scope, [row]) : [];
  if (!shown) throw new AppError("not_found", `message ${messageId}`);
  return shown;
}
