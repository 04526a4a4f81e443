import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from "vitest";
import type { Scope } from "@/db/client";
import { findMessage } from "@/db/queries/messages";
import { listNoticesOf, type NoticeWithAdvisor } from "@/db/queries/notices";
import { noticeMessage } from "@/lib/messages/notice-message";
import type { NoticeReason } from "@/lib/vocabulary";
import { type Sandbox, startSandbox } from "@/sandbox/server";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { stubSettings } from "@/tests/support/settings";
import { type MailServer, startMailServer } from "@/tests/support/smtp";
import { addCall, addMessage, createBusiness } from "./business";

export const FROM = "avisos@example.com";

// What the hooks below make, for the files that import it: a binding of a module is always read as it stands.
export let mailServer: MailServer;
export let sandbox: Sandbox;
export let database: TestDatabase;
export let scope: Scope;
export let ownerId: string;
export let ownerEmail: string;

/** A business of its own for every test, a real mail server, and Twilio's stand-in. */
export function openNoticeDesk(): void {
  beforeAll(async () => {
    mailServer = await startMailServer();
    sandbox = await startSandbox({ port: 0, world: { twilio: { accounts: [] } } });
    stubSettings({
      SMTP_URL: mailServer.url,
      MAIL_FROM: FROM,
      TWILIO_API_URL: sandbox.url,
      LOG_LEVEL: "silent",
    });
    database = await openTestDatabase();
  });
  afterAll(async () => {
    await database.drop();
    await sandbox.close();
    await mailServer.close();
    vi.unstubAllEnvs();
  });
  beforeEach(async () => {
    // A claim is of all businesses: what other tests left is out of its way.
    await database.owner`delete from notices`;
    await database.owner`update messages set overdue_told_at = now()`;
    ({ scope, ownerId, ownerEmail } = await createBusiness());
  });
  afterEach(() => {
    mailServer.verdictOf = () => undefined;
  });
}

export async function message(values: Parameters<typeof addMessage>[2] = {}): Promise<string> {
  return addMessage(scope, (await addCall(scope)).id, values);
}

export async function notice(messageId: string, reason: NoticeReason = "taken"): Promise<void> {
  const found = await findMessage(scope, messageId);
  if (!found) throw new Error("no such message");
  await noticeMessage(scope, found, reason);
}

export const noticesOf = (messageId: string) => listNoticesOf(scope, messageId);
export const addressesOf = async (messageId: string) =>
  (await noticesOf(messageId)).map(({ channel, address }) => `${channel} ${address}`);

export async function onlyNotice(messageId: string): Promise<NoticeWithAdvisor> {
  const found = await noticesOf(messageId);
  expect(found).toHaveLength(1);
  const [one] = found;
  if (!one) throw new Error("nobody was told");
  return one;
}
