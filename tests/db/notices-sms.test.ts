import { describe, expect, it } from "vitest";
import { saveAccount, saveOwnedNumbers } from "@/db/queries/agents";
import { sealSecrets } from "@/lib/accounts/credentials";
import { reportNotice } from "@/lib/messages/report-notice";
import { sendDueNotices } from "@/lib/messages/send-notices";
import { listRecordings } from "@/tests/support/specs";
import { until } from "@/tests/support/until";
import { addAdvisor, addCall, addMessage, newSid } from "./business";
import { database, message, notice, onlyNotice, openNoticeDesk, sandbox, scope } from "./notice-desk";

openNoticeDesk();

const AUTH_TOKEN = "0123456789abcdef";

/** A Twilio account with these numbers at the sandbox, entered here. */
async function addTwilio(numbers: string[]): Promise<string> {
  const accountSid = newSid("AC");
  const owned = numbers.map((phoneNumber) => ({ sid: newSid("PN"), phoneNumber, friendlyName: "x" }));
  await fetch(`${sandbox.url}/control/world`, {
    method: "POST",
    body: JSON.stringify({
      twilio: { accounts: [{ accountSid, authToken: AUTH_TOKEN, friendlyName: "x", numbers: owned }] },
    }),
  });
  await saveAccount(scope, {
    vendor: "twilio",
    externalId: accountSid,
    sealedSecrets: sealSecrets(scope.tenantId, "twilio", { authToken: AUTH_TOKEN }),
    hints: {},
    status: "active",
    facts: {},
  });
  await saveOwnedNumbers(
    scope,
    owned.map(({ sid, phoneNumber }) => ({ phoneNumber, label: "x", twilioNumberSid: sid })),
  );
  return accountSid;
}

const textsAt = (number: string) => sandbox.twilio.store.texts.receivedAt(number);
const newMobile = () => `+34624${String(Math.floor(Math.random() * 1e6)).padStart(6, "0")}`;

/** Somebody who wants SMS and nothing else, at a number of their own. */
async function smsAdvisor(): Promise<{ advisorId: string; number: string }> {
  const number = newMobile().replace("+34624", "+34655");
  const { advisorId } = await addAdvisor(scope, { number, notifyByEmail: false, notifyBySms: true });
  return { advisorId, number };
}

describe("an SMS about a message", () => {
  it("comes from a number of the business that can send SMS, though the caller dialled another", async () => {
    const mobile = newMobile();
    const landline = "+34910000777";
    await addTwilio([landline, mobile]);
    const { advisorId, number } = await smsAdvisor();
    const call = await addCall(scope, { direction: "inbound", toNumber: landline });
    const messageId = await addMessage(scope, call.id, { advisorId, text: "Que le llamen." });
    await notice(messageId);
    await sendDueNotices();
    const [text] = await until("the SMS", () => textsAt(number).length > 0 && textsAt(number));
    expect(text).toMatchObject({ from: mobile, to: number });
    expect(text?.body).toContain("Recado de Rosa (+34600000000): Que le llamen. - hasta ");
    expect(text?.body).toContain(`https://app.example.com/messages/${messageId}`);
    expect(await onlyNotice(messageId)).toMatchObject({ status: "delivered", vendorId: text?.sid });
  });

  it("comes from another number where the one that was dialled does not reach this country", async () => {
    const [mobile, tollFree] = [newMobile(), "+18885550199"];
    await addTwilio([tollFree, mobile]);
    const { advisorId, number } = await smsAdvisor();
    const call = await addCall(scope, { direction: "inbound", toNumber: tollFree });
    await notice(await addMessage(scope, call.id, { advisorId }));
    await sendDueNotices();
    const [text] = await until("the SMS", () => textsAt(number).length > 0 && textsAt(number));
    expect(text).toMatchObject({ from: mobile, to: number });
  });

  it("is not sent from another number to somebody who wants none from the first", async () => {
    await addTwilio([newMobile(), newMobile()]);
    const { advisorId, number } = await smsAdvisor();
    sandbox.twilio.store.texts.outcomes.set(number, "unsubscribed");
    const messageId = await message({ advisorId });
    await notice(messageId);
    await sendDueNotices();
    expect(await onlyNotice(messageId)).toMatchObject({ status: "failed", attempts: 1 });
    expect((await onlyNotice(messageId)).error).toContain("21610");
    const asked = await listRecordings(sandbox.url);
    expect(asked.filter(({ body }) => JSON.stringify(body ?? "").includes(number))).toHaveLength(1);
  });

  it.each([
    ["no_twilio_account", async () => undefined],
    ["no_number", () => addTwilio([])],
    ["21606", () => addTwilio(["+34910000778"])],
  ])("that cannot be sent says why: %s", async (reason, arrange) => {
    await arrange();
    const { advisorId } = await smsAdvisor();
    const messageId = await message({ advisorId });
    await notice(messageId);
    await sendDueNotices();
    const failed = await onlyNotice(messageId);
    expect(failed).toMatchObject({ status: "failed", attempts: 1, vendorId: null });
    expect(failed.error).toContain(reason);
  });

  it("whose answer was lost is looked for at Twilio, not sent again", async () => {
    await addTwilio([newMobile()]);
    const { advisorId, number } = await smsAdvisor();
    const messageId = await message({ advisorId });
    await notice(messageId);
    sandbox.faults.add({ target: "twilio.rest", kind: "cut", match: "/Messages.json", times: 1 });
    await sendDueNotices();
    expect(await onlyNotice(messageId)).toMatchObject({ status: "pending", attempts: 1 });
    await database.owner`update notices set next_attempt_at = now() - interval '1 second'`;
    await sendDueNotices();
    const sent = await onlyNotice(messageId);
    expect(sent).toMatchObject({ status: "delivered", attempts: 2 });
    const texts = await until("the SMS", () => textsAt(number).length > 0 && textsAt(number));
    expect(texts.map(({ sid }) => sid)).toEqual([sent.vendorId]);
  });

  it("that Twilio could not hand on has failed, whichever of the two is heard first", async () => {
    const report = {
      MessageSid: newSid("SM"),
      AccountSid: newSid("AC"),
      MessageStatus: "undelivered",
      ErrorCode: "30005",
    };
    await addTwilio([newMobile()]);
    for (const isReportFirst of [true, false]) {
      const { advisorId } = await smsAdvisor();
      const messageId = await message({ advisorId });
      await notice(messageId);
      const { id } = await onlyNotice(messageId);
      const sendIt = () => sendDueNotices();
      const reportIt = async () => {
        const { vendorId } = await onlyNotice(messageId);
        await reportNotice(scope, id, { ...report, MessageSid: vendorId ?? report.MessageSid });
      };
      for (const step of isReportFirst ? [reportIt, sendIt] : [sendIt, reportIt]) await step();
      expect(await onlyNotice(messageId)).toMatchObject({
        status: "failed",
        error: "undelivered (30005)",
      });
    }
  });

  it("that was read or is on its way stays as it is, and so does one of another attempt", async () => {
    await addTwilio([newMobile()]);
    const { advisorId } = await smsAdvisor();
    const messageId = await message({ advisorId });
    await notice(messageId);
    await sendDueNotices();
    const { id, vendorId } = await onlyNotice(messageId);
    const facts = { AccountSid: newSid("AC") };
    for (const MessageStatus of ["sent", "delivered", "a-word-of-tomorrow"])
      await reportNotice(scope, id, { ...facts, MessageStatus, MessageSid: vendorId ?? "" });
    await reportNotice(scope, id, { ...facts, MessageStatus: "failed", MessageSid: newSid("SM") });
    expect(await onlyNotice(messageId)).toMatchObject({ status: "delivered", vendorId });
  });
});
