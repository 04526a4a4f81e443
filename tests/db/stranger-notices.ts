import * as noticeQueries from "@/db/queries/notices";
import { empty, isRefused, nothing, ours, refused, stranger, type Attempt } from "./stranger";

const notice = () => ({
  messageId: ours.messageId,
  advisorId: null,
  channel: "email" as const,
  reason: "taken" as const,
  address: "thief@example.com",
});
const attempt = () => ({
  noticeId: ours.noticeId,
  attempt: 0,
  status: "delivered" as const,
  nextAttemptAt: undefined,
  vendorId: "x",
  error: null,
});

/** Of e-mails and SMS about messages. */
export const NOTICES_ATTEMPTS: Record<string, Attempt> = {
  findAdvisorToTell: [() => noticeQueries.findAdvisorToTell(stranger, ours.advisor.advisorId), nothing],
  insertNotices: [() => refused(noticeQueries.insertNotices(stranger, [notice()])), isRefused],
  findNoticeToSend: [() => noticeQueries.findNoticeToSend(stranger, ours.noticeId), nothing],
  listOwnedNumbers: [() => noticeQueries.listOwnedNumbers(stranger), empty],
  recordNotice: [() => noticeQueries.recordNotice(stranger, attempt()), nothing],
  deletePendingNotice: [() => noticeQueries.deletePendingNotice(stranger, ours.noticeId), nothing],
  refuseNotice: [
    () => noticeQueries.refuseNotice(stranger, ours.noticeId, { vendorId: "x", error: "x" }),
    nothing,
  ],
  listNoticesOf: [() => noticeQueries.listNoticesOf(stranger, ours.messageId), empty],
  listFailedNotices: [() => noticeQueries.listFailedNotices(stranger, { days: 30, limit: 20 }), empty],
  claimOverdueMessage: [() => noticeQueries.claimOverdueMessage(stranger, ours.messageId), nothing],
};
