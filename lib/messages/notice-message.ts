import type { Scope } from "@/db/client";
import { findAdvisorToTell, insertNotices, type NewNotice } from "@/db/queries/notices";
import { getTenant } from "@/db/queries/team";
import type { Message } from "@/db/schema/messages";
import type { NoticeChannel, NoticeReason } from "@/lib/vocabulary";

/**
 * Tells whoever is to call back, by e-mail and SMS as they chose; where it is nobody in particular, the address that the business named.
 * Inside the transaction of the deed: a worker sends it once that is committed. That it was taken is told once, whoever says so again.
 */
export async function noticeMessage(
  scope: Scope,
  { id: messageId, advisorId }: Pick<Message, "id" | "advisorId">,
  reason: NoticeReason,
): Promise<void> {
  const told = advisorId === null ? [] : await addressesOf(scope, advisorId, reason);
  const notice = (advisor: string | null, channel: NoticeChannel, address: string): NewNotice => ({
    messageId,
    advisorId: advisor,
    channel,
    reason,
    address,
  });
  if (told.length > 0) {
    await insertNotices(
      scope,
      told.map(({ channel, address }) => notice(advisorId, channel, address)),
    );
    return;
  }
  // What an advisor does not want to be told is on their screen; what is overdue somebody has to hear.
  if (advisorId !== null && reason !== "overdue") return;
  const { messagesEmail } = await getTenant(scope);
  if (messagesEmail !== null) await insertNotices(scope, [notice(null, "email", messagesEmail)]);
}

async function addressesOf(
  scope: Scope,
  advisorId: string,
  reason: NoticeReason,
): Promise<{ channel: NoticeChannel; address: string }[]> {
  const advisor = await findAdvisorToTell(scope, advisorId);
  if (!advisor) return [];
  // Who takes it themselves knows.
  if (reason === "assigned" && scope.actor === `user:${advisor.userId}`) return [];
  const email = advisor.notifyByEmail ? (advisor.email ?? advisor.memberEmail) : null;
  return [
    ...(email === null ? [] : [{ channel: "email" as const, address: email }]),
    ...(advisor.notifyBySms ? [{ channel: "sms" as const, address: advisor.number }] : []),
  ];
}
