import type { Scope } from "@/db/client";
import { findMessage } from "@/db/queries/messages";
import { listFailedNotices, listNoticesOf, type NoticeWithAdvisor } from "@/db/queries/notices";
import { AppError } from "@/lib/errors";
import { mailSender } from "@/lib/providers/mail/send-mail";
import type { NoticeState, NoticeView } from "./schema";

const FAILURES = { days: 30, limit: 20 };

/** Who was told of a message, and what the vendor said. Throws `not_found` for a message of another tenant. */
export async function listNotices(scope: Scope, messageId: string): Promise<NoticeView[]> {
  if (!(await findMessage(scope, messageId))) throw new AppError("not_found", `message ${messageId}`);
  return (await listNoticesOf(scope, messageId)).map(viewOf);
}

/** Whether e-mail can be sent at all, and what could not be told lately. */
export async function getNoticeState(scope: Scope): Promise<NoticeState> {
  const failures = await listFailedNotices(scope, FAILURES);
  return { mailFrom: mailSender() ?? null, failures: failures.map(viewOf) };
}

function viewOf(notice: NoticeWithAdvisor): NoticeView {
  return { ...notice, nextAttemptAt: notice.status === "pending" ? notice.nextAttemptAt : null };
}
