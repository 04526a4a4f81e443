import { type Scope, withTransaction } from "@/db/client";
import { notifyTenant } from "@/db/queries/calls";
import {
  deletePendingNotice,
  findNoticeToSend,
  type NoticeAttempt,
  type NoticeToSend,
  recordNotice,
} from "@/db/queries/notices";
import { getTenant } from "@/db/queries/team";
import { type ClaimedNotice, claimDueNotices } from "@/db/queries/unscoped-messages";
import { env } from "@/env";
import { AppError, ProviderError } from "@/lib/errors";
import { log } from "@/lib/log";
import { pauseAfter } from "@/lib/outgoing/backoff";
import { sendMail } from "@/lib/providers/mail/send-mail";
import { mailHtml, mailText } from "./notice-mail";
import { mailWords, type NoticeFacts } from "./notice-words";
import type { NoticeFault } from "./schema";
import { sendSms } from "./send-sms";

const AT_ONCE = 10;
/** Longer than an attempt lasts; when a worker dies, another one tries again after it. */
const LEASE_SECONDS = 120;

/**
 * Sends what is due; answers whether there may be more. A worker that dies between a server's "taken" and the note of it has the e-mail sent a
 * second time, with the Message-ID of the first; an SMS is looked for at Twilio before it is sent again.
 */
export async function sendDueNotices(): Promise<boolean> {
  const claimed = await claimDueNotices(AT_ONCE, LEASE_SECONDS);
  await Promise.all(claimed.map(attempt));
  return claimed.length === AT_ONCE;
}

async function attempt({ tenantId, id, attempts }: ClaimedNotice): Promise<void> {
  try {
    await sendNotice({ tenantId, actor: "system" }, id, attempts);
  } catch (error) {
    // The lease ends, and it is tried again.
    log.warn({ err: error, tenantId, noticeId: id }, "notice not sent");
  }
}

/** Makes one attempt, the n-th from one on, and records what came of it. */
export async function sendNotice(scope: Scope, noticeId: string, attemptNumber: number): Promise<void> {
  const found = await findNoticeToSend(scope, noticeId);
  // Erased, or done by a worker that was believed dead.
  if (found?.notice.status !== "pending") return;
  if (found.message.doneAt !== null) {
    await deletePendingNotice(scope, noticeId);
    return;
  }
  const outcome = await send(scope, found, attemptNumber);
  await withTransaction(scope, async (inner) => {
    if (!(await recordNotice(inner, { ...outcome, noticeId, attempt: attemptNumber }))) return;
    await notifyTenant(inner, { type: "messages" });
  });
}

type Outcome = Omit<NoticeAttempt, "noticeId" | "attempt">;

async function send(scope: Scope, found: NoticeToSend, attemptNumber: number): Promise<Outcome> {
  const { notice } = found;
  const facts = await factsOf(scope, found);
  try {
    const vendorId =
      notice.channel === "email"
        ? await mail(notice.id, notice.address, facts)
        : await sendSms(scope, found, { facts, isRepeated: attemptNumber > 1 });
    return { status: "delivered", nextAttemptAt: undefined, vendorId, error: null };
  } catch (error) {
    return failed(error, attemptNumber);
  }
}

async function factsOf(scope: Scope, { notice, message, contactName }: NoticeToSend): Promise<NoticeFacts> {
  const { name, language, timeZone } = await getTenant(scope);
  return {
    reason: notice.reason,
    message,
    contactName,
    business: { name, language, timeZone },
    link: `${env.PUBLIC_URL}/messages/${message.id}`,
    now: new Date(),
  };
}

function mail(noticeId: string, to: string, facts: NoticeFacts): Promise<string> {
  const words = mailWords(facts);
  return sendMail({
    fromName: words.business,
    to,
    subject: words.subject,
    text: mailText(words),
    html: mailHtml(words),
    id: noticeId,
  });
}

/** What is refused for good is not asked again; what may yet succeed is, with growing pauses and an end. */
function failed(error: unknown, attemptNumber: number): Outcome {
  const isPermanent = error instanceof AppError || (error instanceof ProviderError && error.permanent);
  const pauseMs = isPermanent ? undefined : pauseAfter(attemptNumber, Math.random());
  return {
    status: pauseMs === undefined ? "failed" : "pending",
    nextAttemptAt: pauseMs === undefined ? undefined : new Date(Date.now() + pauseMs),
    vendorId: null,
    error: wordsOf(error),
  };
}

/** A vendor's code is what one looks up; what went wrong here is nobody's business there. */
function wordsOf(error: unknown): string {
  if (error instanceof AppError) return error.message;
  if (error instanceof ProviderError) {
    const code = error.vendor === "twilio" ? error.vendorCode : undefined;
    return code === undefined ? error.message : `${error.message} (${code})`;
  }
  log.warn({ err: error }, "notice not sent");
  return "internal" satisfies NoticeFault;
}
