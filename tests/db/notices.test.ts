import { describe, expect, it } from "vitest";
import { withTransaction } from "@/db/client";
import { insertContact } from "@/db/queries/contacts";
import { updateMessage } from "@/db/queries/messages";
import { updateTenant } from "@/db/queries/team";
import { claimDueNotices } from "@/db/queries/unscoped-messages";
import { changeMessage } from "@/lib/messages/change-message";
import { noticeMessage } from "@/lib/messages/notice-message";
import { tellOverdue } from "@/lib/messages/overdue";
import { sendDueNotices, sendNotice } from "@/lib/messages/send-notices";
import { MAX_ATTEMPTS } from "@/lib/outgoing/backoff";
import { addAdvisor, newEmail } from "./business";
import {
  addressesOf,
  database,
  FROM,
  mailServer,
  message,
  notice,
  noticesOf,
  onlyNotice,
  openNoticeDesk,
  ownerEmail,
  ownerId,
  scope,
} from "./notice-desk";

openNoticeDesk();

const ADVISOR_MOBILE = "+34600000042";

describe("who is told of a message", () => {
  it.each([
    ["their own address", { email: "marta@example.com" }, ["email marta@example.com"]],
    ["neither, when they want neither", { notifyByEmail: false }, []],
    [
      "telephone, when they want SMS alone",
      { notifyByEmail: false, notifyBySms: true, number: ADVISOR_MOBILE },
      [`sms ${ADVISOR_MOBILE}`],
    ],
    [
      "address and telephone, when they want both",
      { email: "marta@example.com", notifyBySms: true, number: ADVISOR_MOBILE },
      ["email marta@example.com", `sms ${ADVISOR_MOBILE}`],
    ],
    ["nobody's, without an address", { email: null }, []],
  ])("is its advisor, at %s", async (_, values, expected) => {
    const { advisorId } = await addAdvisor(scope, values);
    await updateTenant(scope, { messagesEmail: "all@example.com" });
    const messageId = await message({ advisorId });
    await notice(messageId);
    expect(await addressesOf(messageId)).toEqual(expected);
  });

  it("is the member behind the advisor, where the advisor has no address", async () => {
    const { advisorId } = await addAdvisor(scope, { email: null, userId: ownerId });
    const messageId = await message({ advisorId });
    await notice(messageId);
    expect(await addressesOf(messageId)).toEqual([`email ${ownerEmail}`]);
  });

  it("is the business's own address when nobody is assigned, and nobody without one", async () => {
    const untold = await message();
    await notice(untold);
    expect(await addressesOf(untold)).toEqual([]);
    await updateTenant(scope, { messagesEmail: "all@example.com" });
    const told = await message();
    await notice(told);
    expect(await addressesOf(told)).toEqual(["email all@example.com"]);
  });

  it("is not whoever assigned it to themselves", async () => {
    const { advisorId } = await addAdvisor(scope, { userId: ownerId });
    const messageId = await message();
    await changeMessage(scope, messageId, { advisorId });
    expect(await addressesOf(messageId)).toEqual([]);
  });

  it("is told once that it was taken, and each time that it is given to them", async () => {
    const { advisorId } = await addAdvisor(scope, {});
    const messageId = await message({ advisorId });
    await notice(messageId);
    const { id } = await onlyNotice(messageId);
    await notice(messageId);
    expect((await onlyNotice(messageId)).id).toBe(id);
    await changeMessage(scope, messageId, { advisorId: null });
    await changeMessage(scope, messageId, { advisorId });
    const assigned = (await noticesOf(messageId)).find(({ reason }) => reason === "assigned");
    await changeMessage(scope, messageId, { advisorId: null });
    await changeMessage(scope, messageId, { advisorId });
    const again = (await noticesOf(messageId)).filter(({ reason }) => reason === "assigned");
    expect(again).toHaveLength(1);
    expect(again[0]?.id).not.toBe(assigned?.id);
  });

  it("is nobody when the deed is undone", async () => {
    await updateTenant(scope, { messagesEmail: "all@example.com" });
    const messageId = await message();
    const deed = withTransaction(scope, async (inner) => {
      await noticeMessage(inner, { id: messageId, advisorId: null }, "taken");
      throw new Error("undone");
    });
    await expect(deed).rejects.toThrow("undone");
    expect(await noticesOf(messageId)).toEqual([]);
  });
});

describe("an e-mail about a message", () => {
  it("says who, where, what and by when, in the business's language, and leads to the message", async () => {
    const address = newEmail();
    const { advisorId } = await addAdvisor(scope, { email: address });
    const contact = await insertContact(scope, {
      kind: "patient",
      name: "Íñigo Núñez",
      nameKey: "inigo nunez",
      numbers: [],
    });
    const messageId = await message({
      advisorId,
      contactId: contact?.id ?? null,
      text: "Quiere <b>adelantar</b> su cita.",
      isUrgent: true,
    });
    await notice(messageId);
    expect(await sendDueNotices()).toBe(false);
    const [mail] = mailServer.mailsTo(address);
    expect(mail?.from).toBe(FROM);
    expect(mail?.headers.get("from")).toBe(`Clínica Prueba <${FROM}>`);
    expect(mail?.headers.get("subject")).toBe("Recado de Íñigo Núñez · +34 600 00 00 00");
    const { id } = await onlyNotice(messageId);
    expect(mail?.headers.get("message-id")).toBe(`<${id}@example.com>`);
    for (const part of [mail?.text, mail?.html]) {
      expect(part).toContain("+34 600 00 00 00");
      expect(part).toContain(`https://app.example.com/messages/${messageId}`);
      expect(part).toMatch(/urgente/i);
    }
    expect(mail?.text).toContain("Quiere <b>adelantar</b> su cita.");
    expect(mail?.html).toContain("Quiere &lt;b&gt;adelantar&lt;/b&gt; su cita.");
    const sent = await onlyNotice(messageId);
    expect(sent).toMatchObject({ status: "delivered", error: null, attempts: 1 });
    expect(sent.sentAt).toBeInstanceOf(Date);
    expect(sent.vendorId).toContain("taken as");
  });

  it("that the server puts off is sent later, once", async () => {
    const address = newEmail();
    mailServer.verdictOf = (_, before) => (before === 0 ? { code: 451, text: "4.3.0 Later" } : undefined);
    await updateTenant(scope, { messagesEmail: address });
    const messageId = await message();
    await notice(messageId);
    await sendDueNotices();
    const waiting = await onlyNotice(messageId);
    expect(waiting).toMatchObject({ status: "pending", attempts: 1 });
    expect(waiting.error).toContain("4.3.0 Later");
    expect(waiting.nextAttemptAt > new Date()).toBe(true);
    expect(await claimDueNotices(10, 60)).toEqual([]);
    await database.owner`update notices set next_attempt_at = now() - interval '1 second'`;
    await sendDueNotices();
    expect(await onlyNotice(messageId)).toMatchObject({ status: "delivered", attempts: 2, error: null });
    expect(mailServer.mailsTo(address)).toHaveLength(1);
  });

  it("that the server refuses is not sent again, and says why", async () => {
    const address = newEmail();
    mailServer.verdictOf = () => ({ code: 550, text: "5.1.1 No such user here" });
    await updateTenant(scope, { messagesEmail: address });
    const messageId = await message();
    await notice(messageId);
    await sendDueNotices();
    const refused = await onlyNotice(messageId);
    expect(refused).toMatchObject({ status: "failed", attempts: 1 });
    expect(refused.error).toContain("5.1.1 No such user here");
    await database.owner`update notices set next_attempt_at = now() - interval '1 second'`;
    await sendDueNotices();
    expect(mailServer.timesNamed(address)).toBe(1);
  });

  it("that is put off again and again comes to an end", async () => {
    mailServer.verdictOf = () => ({ code: 451, text: "4.3.0 Later" });
    await updateTenant(scope, { messagesEmail: newEmail() });
    const messageId = await message();
    await notice(messageId);
    await database.owner`update notices set attempts = ${MAX_ATTEMPTS - 1}`;
    await sendDueNotices();
    expect(await onlyNotice(messageId)).toMatchObject({ status: "failed", attempts: MAX_ATTEMPTS });
  });

  it("is not sent any more when somebody has called back meanwhile", async () => {
    const address = newEmail();
    await updateTenant(scope, { messagesEmail: address });
    const messageId = await message();
    await notice(messageId);
    await updateMessage(scope, messageId, { doneAt: new Date(), doneBy: "x" });
    await sendDueNotices();
    expect(await noticesOf(messageId)).toEqual([]);
    expect(mailServer.mailsTo(address)).toEqual([]);
  });

  it("is sent by one of two workers, and again when the first has died", async () => {
    const address = newEmail();
    await updateTenant(scope, { messagesEmail: address });
    const messageId = await message();
    await notice(messageId);
    const [one, other] = await Promise.all([claimDueNotices(10, 60), claimDueNotices(10, 60)]);
    expect([...one, ...other]).toHaveLength(1);
    await database.owner`update notices set next_attempt_at = now() - interval '1 second'`;
    await sendDueNotices();
    expect(await onlyNotice(messageId)).toMatchObject({ status: "delivered", attempts: 2 });
    // The first one was not dead after all: it is too late to say anything.
    await sendNotice(scope, (await onlyNotice(messageId)).id, 1);
    expect(mailServer.mailsTo(address)).toHaveLength(1);
  });
});

describe("a message whose time is over", () => {
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);

  it("is told once, to its advisor, and anew after the time was changed", async () => {
    const { advisorId } = await addAdvisor(scope, {});
    const messageId = await message({ advisorId, dueAt: ago(1) });
    expect(await tellOverdue()).toBe(1);
    expect(await tellOverdue()).toBe(0);
    expect(await onlyNotice(messageId)).toMatchObject({ reason: "overdue", address: "marta@example.com" });
    const { id } = await onlyNotice(messageId);
    await changeMessage(scope, messageId, { dueAt: new Date(Date.now() + 3_600_000) });
    await database.owner`update messages set due_at = now() - interval '1 minute' where id = ${messageId}`;
    expect(await tellOverdue()).toBe(1);
    expect((await onlyNotice(messageId)).id).not.toBe(id);
  });

  it("is told to the business's own address when its advisor wants no notices", async () => {
    const { advisorId } = await addAdvisor(scope, { notifyByEmail: false });
    await updateTenant(scope, { messagesEmail: "all@example.com" });
    const messageId = await message({ advisorId, dueAt: ago(1) });
    await tellOverdue();
    expect(await addressesOf(messageId)).toEqual(["email all@example.com"]);
  });

  it("is not told when it is done, not due yet, or was overdue days ago", async () => {
    await updateTenant(scope, { messagesEmail: "all@example.com" });
    const done = await message({ dueAt: ago(5) });
    await updateMessage(scope, done, { doneAt: new Date(), doneBy: "x" });
    await message({ dueAt: new Date(Date.now() + 60_000) });
    await message({ dueAt: ago(25 * 60) });
    expect(await tellOverdue()).toBe(0);
  });
});
