import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { z } from "zod";
import { advisorView } from "@/lib/advisors/schema";
import {
  messageView,
  noticeStateView,
  type NoticeView,
  noticeView,
  testMailView,
} from "@/lib/messages/schema";
import { type House, startHouse } from "../support/house.mjs";
import { type MailServer, startMailServer } from "../support/smtp";
import { addMobileNumber } from "../support/mobile-number";
import { judgeAtTheEnd } from "../support/specs";
import { newMobile } from "../support/telephone";
import { postWebhook } from "../support/telephone-webhook";
import { type Business, createBusiness } from "../support/tenant";
import { until } from "../support/until";
import { addMember } from "./members";

const FROM = "avisos@example.com";

const noticesOf = (business: Business, messageId: string): Promise<NoticeView[]> =>
  business.client.get(`/api/messages/${messageId}/notices`, z.array(noticeView));

async function untilNotice(
  business: Business,
  messageId: string,
  isIt: (notice: NoticeView) => boolean,
): Promise<NoticeView> {
  return until(`a notice of ${messageId}`, async () => (await noticesOf(business, messageId)).find(isIt));
}

async function textsAt(business: Business, number: string): Promise<{ from: string; body: string }[]> {
  const answer = await business.sandbox.control("GET", `texts?to=${encodeURIComponent(number)}`);
  return z.object({ texts: z.array(z.object({ from: z.string(), body: z.string() })) }).parse(answer).texts;
}

/** Somebody calls, asks the agent for a message to be taken, and hangs up. */
async function leaveMessage(business: Business): Promise<{ messageId: string; from: string }> {
  const phone = await business.dial();
  await phone.untilHeard("ayudarle");
  await phone.say("Quiero dejar un recado: que me llame la doctora mañana");
  const messageId = await until("the message", async () => {
    const [message] = await business.client.get("/api/messages?state=open", z.array(messageView));
    return message?.id;
  });
  await phone.hangUp();
  return { messageId, from: phone.from };
}

describe("a house with a mail server", () => {
  const addresses = { sandboxUrl: "", webUrl: "", bridgeUrl: "" };
  let mailServer: MailServer;
  let house: House;
  beforeAll(async () => {
    mailServer = await startMailServer();
    house = await startHouse({ SMTP_URL: mailServer.url, MAIL_FROM: FROM });
    Object.assign(addresses, {
      sandboxUrl: house.sandboxUrl,
      webUrl: house.webUrl,
      bridgeUrl: house.bridgeUrl,
    });
  }, 180_000);
  afterAll(async () => {
    await house.stop();
    await mailServer.close();
  });
  // The last of these hooks runs first: the house is judged while it stands.
  judgeAtTheEnd(addresses);

  test("tells of a message left in a call: an e-mail to the business, then e-mail and SMS to whom it is given", async () => {
    const business = await createBusiness(house);
    const { client } = business;
    await client.ask("PATCH", "/api/tenant", z.object({ id: z.string() }), {
      messagesEmail: business.email,
    });
    const { messageId, from } = await leaveMessage(business);
    const mail = await mailServer.untilMail(business.email);
    expect(mail.headers.get("subject")).toContain("Recado de");
    expect(mail.text).toContain(`${house.webUrl}/messages/${messageId}`);
    expect(mail.text.replace(/\s/g, "")).toContain(from);
    expect(await untilNotice(business, messageId, ({ status }) => status === "delivered")).toMatchObject({
      channel: "email",
      reason: "taken",
      address: business.email,
      advisor: null,
      error: null,
      nextAttemptAt: null,
    });

    const mobile = await addMobileNumber(business);
    const number = newMobile();
    const email = `marta-${business.key}@example.com`;
    const advisor = await client.ask("POST", "/api/advisors", advisorView, {
      name: "Marta Gil",
      number,
      email,
      notifyBySms: true,
    });
    await client.ask("PATCH", `/api/messages/${messageId}`, messageView, { advisorId: advisor.id });
    const assigned = await mailServer.untilMail(email);
    expect(assigned.headers.get("subject")).toContain("Para usted: Recado de");
    const [text] = await until("the SMS", async () => {
      const texts = await textsAt(business, number);
      return texts.length > 0 && texts;
    });
    expect(text?.from).toBe(mobile);
    expect(text?.body).toContain(`${house.webUrl}/messages/${messageId}`);
  });

  test("shows why an SMS did not arrive: Twilio refuses it, or the network reports it lost", async () => {
    const business = await createBusiness(house);
    const { client } = business;
    await addMobileNumber(business);
    for (const [outcome, words] of [
      ["unsubscribed", "21610"],
      ["undelivered", "30005"],
    ] as const) {
      const number = newMobile();
      await business.sandbox.control("POST", "texts", { number, outcome });
      const advisor = await client.ask("POST", "/api/advisors", advisorView, {
        name: `Asesora ${outcome}`,
        number,
        notifyBySms: true,
        notifyByEmail: false,
      });
      const { messageId } = await leaveMessage(business);
      await client.ask("PATCH", `/api/messages/${messageId}`, messageView, { advisorId: advisor.id });
      const failed = await untilNotice(business, messageId, ({ status }) => status === "failed");
      expect(failed).toMatchObject({ channel: "sms", address: number, advisor: { id: advisor.id } });
      expect(failed.error).toContain(words);
      const { failures } = await client.get("/api/notices", noticeStateView);
      expect(failures[0]?.id).toBe(failed.id);
      await client.ask("PATCH", `/api/messages/${messageId}`, messageView, { done: true });
    }
  });

  test("sends an admin a mail to see one arrive, and repeats the server's refusal", async () => {
    const business = await createBusiness(house, { agent: null });
    const { client, email } = business;
    expect((await client.get("/api/notices", noticeStateView)).mailFrom).toBe(FROM);
    const sent = await client.ask("POST", "/api/notices/test", testMailView);
    expect(sent.to).toBe(email);
    expect(sent.answer).toContain("taken as");
    const mail = await mailServer.untilMail(email);
    expect(mail.html).toContain("El correo funciona");
    mailServer.verdictOf = (address) =>
      address === email ? { code: 550, text: "5.7.1 Not from there" } : undefined;
    const refused = await client.send("POST", "/api/notices/test");
    expect(refused.status).toBe(502);
    expect(refused.text).toContain("5.7.1 Not from there");
    for (let round = 0; round < 3; round += 1) await client.send("POST", "/api/notices/test");
    expect((await client.send("POST", "/api/notices/test")).status).toBe(429);
    const operator = await addMember(client, "operator", business.key);
    expect((await operator.client.send("POST", "/api/notices/test")).status).toBe(403);
    expect((await operator.client.get("/api/notices", noticeStateView)).mailFrom).toBe(FROM);
  });
});

describe("a house without a mail server", () => {
  test("says so, and keeps the message", async () => {
    const business = await createBusiness(inject("house"));
    const { client } = business;
    expect(await client.get("/api/notices", noticeStateView)).toEqual({ mailFrom: null, failures: [] });
    expect((await client.send("POST", "/api/notices/test")).status).toBe(409);
    await client.ask("PATCH", "/api/tenant", z.object({ id: z.string() }), {
      messagesEmail: "all@example.com",
    });
    const { messageId } = await leaveMessage(business);
    expect(await untilNotice(business, messageId, ({ status }) => status === "failed")).toMatchObject({
      error: "not_configured",
      nextAttemptAt: null,
      attempts: 1,
    });
  });

  test("keeps one business's notices from another, and hears of their fate from their own account alone", async () => {
    const business = await createBusiness(inject("house"));
    const stranger = await createBusiness(inject("house"), { agent: null });
    await addMobileNumber(business);
    const number = newMobile();
    const advisor = await business.client.ask("POST", "/api/advisors", advisorView, {
      name: "Marta Gil",
      number,
      notifyByEmail: false,
      notifyBySms: true,
    });
    const { messageId } = await leaveMessage(business);
    await business.client.ask("PATCH", `/api/messages/${messageId}`, messageView, { advisorId: advisor.id });
    const { id } = await untilNotice(business, messageId, ({ status }) => status === "delivered");
    const answer = await stranger.client.send("GET", `/api/messages/${messageId}/notices`);
    expect(answer.status).toBe(404);

    const path = `/webhooks/twilio/message-status?tenant=${business.tenantId}&notice=${id}`;
    const report = {
      MessageSid: `SM${"0".repeat(32)}`,
      AccountSid: business.accountSid,
      MessageStatus: "failed",
    };
    expect((await postWebhook(business, path, report, null)).status).toBe(401);
    expect((await postWebhook(business, path, report, stranger.authToken)).status).toBe(401);
    const foreign = { ...report, AccountSid: stranger.accountSid };
    expect((await postWebhook(stranger, path, foreign)).status).toBe(401);
    // Signed by the right account, about another SMS than the one that was sent.
    expect((await postWebhook(business, path, report)).status).toBe(200);
    expect(await noticesOf(business, messageId)).toMatchObject([{ id, status: "delivered" }]);
  });
});
