import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { closeDatabase, openDatabase, type Scope, withTransaction } from "@/db/client";
import { insertContact } from "@/db/queries/contacts";
import { createEndpoint, listDeliveries } from "@/db/queries/outgoing";
import { updateTenant } from "@/db/queries/team";
import { dueOf } from "@/lib/messages/due-of";
import { changeMessage } from "@/lib/messages/change-message";
import { listMessages } from "@/lib/messages/list-messages";
import { messageView } from "@/lib/messages/schema";
import { takeMessage } from "@/lib/messages/take-message";
import type { OpeningHours } from "@/lib/vocabulary";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { addCall, createBusiness } from "./business";

let database: TestDatabase;
let scope: Scope;
let ownerId: string;
beforeAll(async () => {
  database = await openTestDatabase();
  await closeDatabase();
  openDatabase(database.url, 20);
});
afterAll(() => database.drop());
beforeEach(async () => {
  ({ scope, ownerId } = await createBusiness());
});

const HOURS: OpeningHours = { monday: [{ from: "09:00", to: "18:00" }] };
const words = { text: "Que le llamen por el presupuesto.", isUrgent: false };

async function addRosa(): Promise<string> {
  const contact = await insertContact(scope, {
    kind: "patient",
    name: "Rosa Gil",
    nameKey: "rosa gil",
    numbers: [],
  });
  if (!contact) throw new Error("the contact was not made");
  return contact.id;
}

describe("a message that is taken", () => {
  it("knows who called, from where, and by when somebody should call back", async () => {
    await updateTenant(scope, { openingHours: HOURS });
    const contactId = await addRosa();
    const call = await addCall(scope, { contactId });
    await takeMessage(scope, { callId: call.id, ...words });
    const { data } = await listMessages(scope, { state: "open" }, { limit: 10 });
    const [message] = data.map((each) => messageView.parse(each));
    expect(message).toMatchObject({
      ...words,
      callId: call.id,
      contact: { id: contactId, name: "Rosa Gil" },
      name: null,
      number: call.fromNumber,
      doneAt: null,
      doneBy: null,
    });
    const { takenAt = new Date(0), dueAt } = message ?? {};
    expect(dueAt).toEqual(
      dueOf({ takenAt, isUrgent: false, openingHours: HOURS, timeZone: "Europe/Madrid" }),
    );
  });

  it("keeps what the caller said rather than what the network did", async () => {
    const call = await addCall(scope, { fromNumber: "anonymous" });
    const nobody = await takeMessage(scope, { callId: call.id, ...words });
    expect(nobody).toMatchObject({ name: null, number: null });
    const told = await takeMessage(scope, {
      callId: call.id,
      text: "Soy Rosa.",
      isUrgent: true,
      name: "Rosa",
      number: "+34600111222",
    });
    expect(told).toMatchObject({ name: "Rosa", number: "+34600111222", isUrgent: true });
  });

  it("is one message when the same words come twice, also at the same time, and tells it once", async () => {
    const { id: endpointId } = await createEndpoint(scope, {
      id: crypto.randomUUID(),
      url: "https://agenda.example.com",
      events: ["message.taken"],
      sealedSecret: "k1.a.b.c",
      createdBy: "Ana",
    });
    const call = await addCall(scope);
    const taken = await Promise.all(
      Array.from({ length: 6 }, () => takeMessage(scope, { callId: call.id, ...words })),
    );
    expect(new Set(taken.map(({ id }) => id)).size).toBe(1);
    await takeMessage(scope, { callId: call.id, text: "Y otra cosa.", isUrgent: false });
    expect((await listMessages(scope, { callId: call.id }, { limit: 10 })).data).toHaveLength(2);
    const told = await listDeliveries(scope, endpointId, { status: undefined, after: undefined, limit: 10 });
    expect(told).toHaveLength(2);
    expect(new Set(told.map(({ data }) => data["text"]))).toEqual(new Set([words.text, "Y otra cosa."]));
    expect(messageView.parse(told[0]?.data)).toMatchObject({ callId: call.id });
  });

  it("was never taken when what it belongs to fails", async () => {
    const call = await addCall(scope);
    await expect(
      withTransaction(scope, async (inner) => {
        await takeMessage(inner, { callId: call.id, ...words });
        throw new Error("the tool failed");
      }),
    ).rejects.toThrow("the tool failed");
    expect((await listMessages(scope, {}, { limit: 10 })).data).toEqual([]);
  });

  it("belongs to a call of the business", async () => {
    const { scope: stranger } = await createBusiness();
    const call = await addCall(scope);
    await expect(takeMessage(stranger, { callId: call.id, ...words })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("a message that was dealt with", () => {
  it("says who did it and when; saying it again changes neither, and it can be taken back", async () => {
    const call = await addCall(scope);
    const { id } = await takeMessage(scope, { callId: call.id, ...words });
    const done = await changeMessage(scope, id, { done: true });
    expect(done).toMatchObject({ doneBy: "Ana Prueba" });
    const again = await changeMessage({ ...scope, actor: "key:somebody" }, id, { done: true });
    expect(again).toMatchObject({ doneAt: done.doneAt, doneBy: "Ana Prueba" });
    expect((await listMessages(scope, { state: "open" }, { limit: 10 })).data).toEqual([]);
    expect((await listMessages(scope, { state: "done" }, { limit: 10 })).data).toMatchObject([{ id }]);

    expect(await changeMessage(scope, id, { done: false })).toMatchObject({ doneAt: null, doneBy: null });
    const audited = await database.owner`
      select action, actor from audit_entries where subject = ${id} order by at`;
    expect([...audited]).toEqual([
      { action: "message.done", actor: `user:${ownerId}` },
      { action: "message.reopen", actor: `user:${ownerId}` },
    ]);
  });
});

describe("the list", () => {
  it("has urgent ones first, then those due first, and page after page misses none and repeats none", async () => {
    const call = await addCall(scope);
    const at = (minutes: number) => new Date(Date.UTC(2026, 10, 23, 9, minutes));
    // Two are due at the same instant.
    const due = { d: 30, c: 10, b: 40, e: 30, f: 50, a: 20 };
    for (const [text, minutes] of Object.entries(due)) {
      const { id } = await takeMessage(scope, { callId: call.id, text, isUrgent: "ab".includes(text) });
      await database.owner`update messages set due_at = ${at(minutes)} where id = ${id}`;
    }
    for (const limit of [1, 2, 4]) {
      const read: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await listMessages(scope, { state: "open" }, { cursor, limit });
        read.push(...page.data.map(({ text }) => text));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(read.join("").replace("ed", "de")).toBe("abcdef");
    }
  });

  it("refuses a cursor that it did not write", async () => {
    await expect(listMessages(scope, {}, { cursor: "bm9wZQ", limit: 2 })).rejects.toMatchObject({
      code: "invalid",
    });
  });
});
