import { z } from "zod";
import type { Scope } from "@/db/client";
import { notifyTenant } from "@/db/queries/calls";
import { refuseNotice } from "@/db/queries/notices";

/**
 * What Twilio says of an SMS on its way (twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks); it adds fields
 * without notice.
 */
export const messageStatusRequest = z.object({
  MessageSid: z.string().regex(/^(SM|MM)[0-9a-fA-F]{32}$/),
  AccountSid: z.string().regex(/^AC[0-9a-fA-F]{32}$/),
  MessageStatus: z.string().min(1).max(40),
  ErrorCode: z.string().max(20).optional(),
  ErrorMessage: z.string().max(500).optional(),
});

/** Ends at which nobody has read it. */
const LOST = new Set(["failed", "undelivered", "canceled"]);

/** What Twilio took and could not hand on has failed, in Twilio's words; anything else is no news. */
export async function reportNotice(
  scope: Scope,
  noticeId: string,
  report: z.output<typeof messageStatusRequest>,
): Promise<void> {
  if (!LOST.has(report.MessageStatus)) return;
  const said = report.ErrorMessage || report.MessageStatus;
  const error = report.ErrorCode ? `${said} (${report.ErrorCode})` : said;
  if (await refuseNotice(scope, noticeId, { vendorId: report.MessageSid, error })) {
    await notifyTenant(scope, { type: "messages" });
  }
}
