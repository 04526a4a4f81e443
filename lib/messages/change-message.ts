import { type Scope, withTransaction } from "@/db/client";
import { findAdvisor } from "@/db/queries/advisors";
import { notifyTenant } from "@/db/queries/calls";
import { insertMessageNote, lockMessage, type MessageChange, updateMessage } from "@/db/queries/messages";
import { writeAudit } from "@/db/queries/team";
import type { Message } from "@/db/schema/messages";
import { AppError } from "@/lib/errors";
import type { MessageStatus } from "@/lib/vocabulary";
import { noticeMessage } from "./notice-message";
import type { MessagePatch, MessageView } from "./schema";
import { getMessage } from "./show-messages";
import { statusOf } from "./status";

interface Deed {
  action: string;
  details?: Record<string, unknown>;
}

/**
 * Says how far a message has come, who is to call back, or by when. Saying again what is so changes neither who did it nor when. Throws
 * `not_found` for a message of another tenant, `invalid` (`advisorId`) for an advisor of another one or who is no longer one.
 */
export async function changeMessage(
  scope: Scope,
  messageId: string,
  patch: MessagePatch,
): Promise<MessageView> {
  return withTransaction(scope, async (inner) => {
    const message = await lockMessage(inner, messageId);
    if (!message) throw new AppError("not_found", `message ${messageId}`);
    const now = new Date();
    const parts = [
      progress(message, patch, { now, actor: inner.actor }),
      await assignment(inner, message, patch),
      deadline(message, patch, now),
    ].filter((part) => part !== undefined);
    if (parts.length === 0) return getMessage(inner, messageId);
    const change: MessageChange = Object.assign({}, ...parts.map((part) => part.change));
    await updateMessage(inner, messageId, change);
    for (const { deed } of parts) await writeAudit(inner, { ...deed, subject: messageId });
    if (change.advisorId) await noticeMessage(inner, { ...message, ...change }, "assigned");
    await notifyTenant(inner, { type: "messages" });
    return getMessage(inner, messageId);
  });
}

/** Somebody calls back: what nobody had begun is begun. Throws `not_found` for a message of another tenant. */
export async function beginMessage(scope: Scope, messageId: string): Promise<void> {
  await withTransaction(scope, async (inner) => {
    const message = await lockMessage(inner, messageId);
    if (!message) throw new AppError("not_found", `message ${messageId}`);
    if (statusOf(message) === "new") await changeMessage(inner, messageId, { status: "in_progress" });
  });
}

type Part = { change: MessageChange; deed: Deed } | undefined;

function progress(
  message: Message,
  { status, done }: MessagePatch,
  { now, actor }: { now: Date; actor: string },
): Part {
  const wanted = status ?? statusAfter(message, done);
  if (wanted === undefined || wanted === statusOf(message)) return undefined;
  const open = { doneAt: null, doneBy: null };
  const isReopened = message.doneAt !== null;
  switch (wanted) {
    case "done":
      return { change: { doneAt: now, doneBy: actor }, deed: { action: "message.done" } };
    case "in_progress": {
      const begun = message.startedAt === null ? { startedAt: now, startedBy: actor } : {};
      return {
        change: { ...open, ...begun },
        deed: { action: isReopened ? "message.reopen" : "message.start" },
      };
    }
    case "new":
      return {
        change: { ...open, startedAt: null, startedBy: null },
        deed: { action: isReopened ? "message.reopen" : "message.release" },
      };
  }
}

function statusAfter(message: Message, done: boolean | undefined): MessageStatus | undefined {
  if (done === undefined) return undefined;
  return done ? "done" : statusOf({ ...message, doneAt: null });
}

async function assignment(inner: Scope, message: Message, { advisorId }: MessagePatch): Promise<Part> {
  if (advisorId === undefined || advisorId === message.advisorId) return undefined;
  if (advisorId !== null) {
    const advisor = await findAdvisor(inner, advisorId);
    if (!advisor || advisor.archivedAt !== null) {
      throw new AppError("invalid", `advisor ${advisorId}`, { advisorId: "not_yours" });
    }
  }
  return { change: { advisorId }, deed: { action: "message.assign", details: { advisorId } } };
}

function deadline(message: Message, { dueAt }: MessagePatch, now: Date): Part {
  if (dueAt === undefined || +dueAt === +message.dueAt) return undefined;
  // Whoever was told that it is overdue is told again when the new time is over too.
  const told = dueAt > now ? { overdueToldAt: null } : {};
  return {
    change: { dueAt, ...told },
    deed: { action: "message.due", details: { from: message.dueAt, to: dueAt } },
  };
}

/** Adds what the actor wants the others to know; what was written stays as it was. Throws `not_found` for a message of another tenant. */
export async function addMessageNote(scope: Scope, messageId: string, text: string): Promise<MessageView> {
  return withTransaction(scope, async (inner) => {
    if (!(await lockMessage(inner, messageId))) throw new AppError("not_found", `message ${messageId}`);
    await insertMessageNote(inner, { messageId, text });
    await notifyTenant(inner, { type: "messages" });
    return getMessage(inner, messageId);
  });
}
