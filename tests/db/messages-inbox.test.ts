import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { closeDatabase, openDatabase, type Scope } from "@/db/client";
import { updateCall } from "@/db/queries/calls";
import { createEndpoint, listDeliveries } from "@/db/queries/outgoing";
import { updateTenant } from "@/db/queries/team";
import type { Call } from "@/db/schema/calls";
import { addMessageNote, beginMessage, changeMessage } from "@/lib/messages/change-message";
import { countMessages, listMessages } from "@/lib/messages/list-messages";
import { keepHungUpOnHold, keepMissedCall } from "@/lib/messages/missed-calls";
import type { MessageListFilters } from "@/lib/messages/schema";
import { getMessage } from "@/lib/messages/show-messages";
import { takeMessage } from "@/lib/messages/take-message";
import { withTransaction } from "@/db/client";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { addCall, createBusiness, newPhoneNumber, newSid } from "./business";

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

const insert = async (table: string, row: Record<string, unknown>): Promise<string> => {
  const [made] = await database.owner<{ id: string }[]>`
    insert into ${database.owner(table)} ${database.owner({ tenant_id: scope.tenantId, ...row })} returning id`;
  return made?.id ?? "";
};
const addAdvisor = (name: string, given: Record<string, unknown> = {}) =>
  insert("advisors", { name, number: newPhoneNumber(), ...given });

/** As if these advisors had been rung, one after the other. */
async function addTransfer(
  callId: string,
  advisorIds: (string | null)[],
  given: Record<string, unknown> = {},
) {
  const transferId = await insert("transfers", {
    call_id: callId,
    requested_by: "agent",
    reason: "Quiere cambiar su tratamiento.",
    brief: "x",
    ended_at: new Date(),
    ...given,
  });
  for (const [index, advisorId] of advisorIds.entries())
    await insert("transfer_attempts", {
      transfer_id: transferId,
      position: index + 1,
      advisor_id: advisorId,
      number: newPhoneNumber(),
    });
  return transferId;
}

async function add(text: string, given: { isUrgent?: boolean; advisorId?: string; call?: Call } = {}) {
  const call = given.call ?? (await addCall(scope));
  const { isUrgent = false, advisorId } = given;
  return (await takeMessage(scope, { callId: call.id, text, isUrgent, advisorId })).id;
}
const texts = async (filters: MessageListFilters, as = scope) =>
  (await listMessages(as, filters, { limit: 20 })).data.map(({ text }) => text);

describe("who is to call back", () => {
  it("is the advisor whose telephone rang last for the call", async () => {
    const [ana, leo] = [await addAdvisor("Ana"), await addAdvisor("Leo")];
    const call = await addCall(scope);
    await addTransfer(call.id, [leo], { requested_at: new Date(Date.now() - 60_000) });
    await addTransfer(call.id, [leo, ana]);
    expect(await getMessage(scope, await add("x", { call }))).toMatchObject({
      advisor: { id: ana, name: "Ana" },
    });
  });

  it("is who was asked for by name where no telephone rang, and nobody who has been archived", async () => {
    const [ana, gone] = [await addAdvisor("Ana"), await addAdvisor("Leo", { archived_at: new Date() })];
    const call = await addCall(scope);
    await addTransfer(call.id, [], { wanted_advisor_id: ana });
    expect(await getMessage(scope, await add("x", { call }))).toMatchObject({ advisor: { id: ana } });
    const other = await addCall(scope);
    await addTransfer(other.id, [gone]);
    expect(await getMessage(scope, await add("x", { call: other }))).toMatchObject({ advisor: null });
  });

  it("is nobody in particular without a transfer, or when the taker says so", async () => {
    const call = await addCall(scope);
    expect(await getMessage(scope, await add("x", { call }))).toMatchObject({ advisor: null });
    await addTransfer(call.id, [await addAdvisor("Ana")]);
    const made = await takeMessage(scope, { callId: call.id, text: "y", isUrgent: false, advisorId: null });
    expect(made.advisorId).toBeNull();
  });

  it("can be changed to anybody of the business, and back to nobody", async () => {
    const ana = await addAdvisor("Ana", { email: "ana@example.com" });
    const id = await add("x");
    expect(await changeMessage(scope, id, { advisorId: ana })).toMatchObject({ advisor: { name: "Ana" } });
    const told = await database.owner`select reason, address from notices where message_id = ${id}`;
    expect([...told]).toEqual([{ reason: "assigned", address: "ana@example.com" }]);
    expect(await changeMessage(scope, id, { advisorId: null })).toMatchObject({ advisor: null });
    const archived = await addAdvisor("Leo", { archived_at: new Date() });
    const other = await createBusiness();
    const [theirs] = await database.owner<{ id: string }[]>`
      insert into advisors (tenant_id, name, number) values (${other.scope.tenantId}, 'Eva', '+34600000009') returning id`;
    for (const advisorId of [archived, theirs?.id ?? "", crypto.randomUUID()])
      await expect(changeMessage(scope, id, { advisorId })).rejects.toMatchObject({
        code: "invalid",
        fields: { advisorId: "not_yours" },
      });
  });
});

describe("how far a message has come", () => {
  it("goes from new by somebody's hands to done, and back to where it stood", async () => {
    const id = await add("x");
    expect(await getMessage(scope, id)).toMatchObject({ status: "new", startedBy: null });
    const begun = await changeMessage(scope, id, { status: "in_progress" });
    expect(begun).toMatchObject({ status: "in_progress", startedBy: "Ana Prueba" });
    const again = await changeMessage({ ...scope, actor: "key:x" }, id, { status: "in_progress" });
    expect(again).toEqual(begun);
    expect(await changeMessage(scope, id, { status: "done" })).toMatchObject({ status: "done" });
    expect(await changeMessage(scope, id, { done: false })).toMatchObject({
      status: "in_progress",
      startedAt: begun.startedAt,
      doneAt: null,
    });
    expect(await changeMessage(scope, id, { status: "new" })).toMatchObject({
      status: "new",
      startedAt: null,
      startedBy: null,
    });
    const audited = await database.owner<{ action: string }[]>`
      select action from audit_entries where subject = ${id} order by at`;
    expect(audited.map(({ action }) => action)).toEqual([
      "message.start",
      "message.done",
      "message.reopen",
      "message.release",
    ]);
  });

  it("is begun by calling back, unless it is begun or done already", async () => {
    const id = await add("x");
    await beginMessage(scope, id);
    expect(await getMessage(scope, id)).toMatchObject({ status: "in_progress", startedBy: "Ana Prueba" });
    await changeMessage(scope, id, { done: true });
    await beginMessage(scope, id);
    expect(await getMessage(scope, id)).toMatchObject({ status: "done" });
  });

  it("two who take it on at once leave it to the first", async () => {
    const id = await add("x");
    const as = (actor: string) => changeMessage({ ...scope, actor }, id, { status: "in_progress" });
    await Promise.all([as("key:one"), as("key:two"), as("key:three")]);
    const started = await database.owner`
      select actor from audit_entries where subject = ${id} and action = 'message.start'`;
    const [row] = await database.owner`select started_by as actor from messages where id = ${id}`;
    expect([...started]).toEqual([row]);
  });

  it("a new deadline has its being overdue told again", async () => {
    const id = await add("x");
    await database.owner`update messages set overdue_told_at = now() where id = ${id}`;
    const dueAt = new Date(Date.now() + 7_200_000);
    expect(await changeMessage(scope, id, { dueAt })).toMatchObject({ dueAt });
    const [row] = await database.owner`select overdue_told_at as told from messages where id = ${id}`;
    expect(row).toEqual({ told: null });
  });
});

describe("notes", () => {
  it("stand in order with who wrote them, and cannot be changed even by the house", async () => {
    const id = await add("x");
    await addMessageNote(scope, id, "No contesta.");
    const { notes } = await addMessageNote({ ...scope, actor: "user:somebody-who-left" }, id, "Tampoco hoy.");
    expect(notes).toMatchObject([
      { text: "No contesta.", author: "Ana Prueba" },
      { text: "Tampoco hoy.", author: "" },
    ]);
    await expect(
      database.owner.begin(async (sql) => {
        await sql`set local role centralita_app`;
        await sql`select set_config('app.tenant_id', ${scope.tenantId}, true)`;
        await sql`update message_notes set text = 'x' where message_id = ${id}`;
      }),
    ).rejects.toThrow("permission denied");
  });
});

describe("the inbox", () => {
  it("is filtered by state, kind, advisor and deadline, and counted the same way", async () => {
    const mine = await addAdvisor("Ana", { user_id: ownerId });
    const leo = await addAdvisor("Leo");
    await add("nuevo");
    await add("de Ana", { advisorId: mine });
    const late = await add("de Leo", { advisorId: leo });
    const begun = await add("empezado");
    const done = await add("hecho", { advisorId: leo });
    await database.owner`update messages set due_at = now() - interval '1 hour' where id in (${late}, ${done})`;
    await changeMessage(scope, begun, { status: "in_progress" });
    await changeMessage(scope, done, { done: true });

    expect(new Set(await texts({ status: "new" }))).toEqual(new Set(["nuevo", "de Ana", "de Leo"]));
    expect(await texts({ status: "in_progress" })).toEqual(["empezado"]);
    expect(await texts({ status: "done" })).toEqual(["hecho"]);
    expect(await texts({ overdue: "true" })).toEqual(["de Leo"]);
    expect(await texts({ status: "new", advisorId: leo })).toEqual(["de Leo"]);
    expect(new Set(await texts({ state: "open", advisorId: "mine" }))).toEqual(
      new Set(["de Ana", "empezado"]),
    );
    expect(await texts({ state: "open", advisorId: "mine" }, { ...scope, actor: "key:x" })).toEqual([]);
    expect(new Set(await texts({ state: "open", advisorId: "none" }))).toEqual(
      new Set(["nuevo", "empezado"]),
    );
    expect(await texts({ kind: "missed_call" })).toEqual([]);

    expect(await countMessages(scope, {})).toEqual({ new: 3, inProgress: 1, overdue: 1 });
    expect(await countMessages(scope, { advisorId: leo })).toEqual({ new: 1, inProgress: 0, overdue: 1 });
    expect(await countMessages(scope, { advisorId: "mine" })).toEqual({ new: 1, inProgress: 1, overdue: 0 });
    expect(await countMessages(scope, { overdue: "true" })).toEqual({ new: 1, inProgress: 0, overdue: 1 });
  });
});

describe("a recorded message", () => {
  it("is one message however often its recording is told, and shows the audio once it is kept here", async () => {
    const call = await addCall(scope);
    const recordingSid = newSid("RE");
    const left = {
      callId: call.id,
      text: "",
      isUrgent: false,
      recordingSid,
      recordingSeconds: 12,
      transcriptState: "pending" as const,
    };
    const [first, second] = await Promise.all([takeMessage(scope, left), takeMessage(scope, left)]);
    expect(second.id).toBe(first.id);
    // The same silence once more is another recording, and another message.
    const other = await takeMessage(scope, { ...left, recordingSid: newSid("RE") });
    expect(other.id).not.toBe(first.id);
    expect(await getMessage(scope, first.id)).toMatchObject({
      text: "",
      recording: null,
      transcriptState: "pending",
    });
    const audio = {
      call_id: call.id,
      external_id: recordingSid,
      storage_key: "x",
      content_type: "audio/mpeg",
      size_bytes: 1,
    };
    await insert("recordings", { ...audio, source: "elevenlabs" });
    const id = await insert("recordings", { ...audio, source: "twilio_message" });
    expect(await getMessage(scope, first.id)).toMatchObject({ recording: { id, seconds: 12 } });
  });
});

const end = async (values: Partial<Call>): Promise<Call> => {
  const call = await addCall(scope, { endedAt: new Date(), ...values });
  return call;
};
const missed = (call: Call) => withTransaction(scope, (inner) => keepMissedCall(inner, call));

describe("a call nobody attended to", () => {
  it("is a task once, told to the business's own systems, in the language of the business", async () => {
    const { id: endpointId } = await createEndpoint(scope, {
      id: crypto.randomUUID(),
      url: "https://agenda.example.com",
      events: ["message.taken"],
      sealedSecret: "k1.a.b.c",
      createdBy: "Ana",
    });
    const call = await end({ status: "failed" });
    await Promise.all([missed(call), missed(call), missed(call)]);
    const { data } = await listMessages(scope, { kind: "missed_call" }, { limit: 10 });
    expect(data).toMatchObject([
      {
        text: "Llamó y nadie pudo atenderle.",
        number: call.fromNumber,
        name: null,
        callId: call.id,
        status: "new",
      },
    ]);
    const told = await listDeliveries(scope, endpointId, { status: undefined, after: undefined, limit: 10 });
    expect(told.map((one) => one.data["kind"])).toEqual(["missed_call"]);

    await updateTenant(scope, { language: "en" });
    const english = await missed(await end({ status: "canceled" }));
    expect(english?.text).toBe("Called, and hung up before anybody answered.");
  });

  it("waits since the call ended, and is due from then, however late the news of it comes", async () => {
    await updateTenant(scope, { openingHours: {} });
    const endedAt = new Date("2026-11-23T10:00:00Z");
    const made = await missed(await end({ status: "no_answer", endedAt }));
    expect(made).toMatchObject({ takenAt: endedAt, dueAt: new Date("2026-11-23T14:00:00Z") });
  });

  it("says so when the number was withheld, and guesses no name", async () => {
    const made = await missed(await end({ status: "failed", fromNumber: "anonymous" }));
    expect(made).toMatchObject({ number: null, name: null, contactId: null });
    expect(made?.text).toContain("número oculto");
  });

  it("is no task where the call left a message, or somebody spoke for the business", async () => {
    const call = await end({ status: "failed" });
    await add("Llámeme", { call });
    expect(await missed(call)).toBeUndefined();
    expect(await missed(await end({ status: "completed" }))).toBeUndefined();
    expect(await missed(await end({ status: "failed", direction: "outbound" }))).toBeUndefined();
  });
});

describe("a caller who gave up while holding", () => {
  const gaveUp = (call: Call, reason = "Quiere cambiar su tratamiento.") =>
    withTransaction(scope, (inner) => keepHungUpOnHold(inner, call, { reason, status: "abandoned" }));

  it("is a task for the advisor they waited for, with what they wanted; once, and instead of a missed call", async () => {
    const ana = await addAdvisor("Ana");
    const call = await end({ status: "failed", fromNumber: "anonymous" });
    await addTransfer(call.id, [await addAdvisor("Leo"), ana]);
    const made = await gaveUp(call);
    expect(made).toMatchObject({ kind: "hung_up_on_hold", advisorId: ana, number: null });
    expect(made?.text.split("\n")).toEqual([
      "Colgó mientras esperaba a que Ana le atendiera.",
      "Motivo: Quiere cambiar su tratamiento.",
      expect.stringContaining("número oculto"),
    ]);
    expect(await gaveUp(call)).toBeUndefined();
    expect(await missed(call)).toBeUndefined();
  });

  it("is no task where something else came of the call, or it left a message", async () => {
    const call = await end({ status: "completed" });
    await updateCall(scope, call.id, { outcome: "booked" });
    expect(await gaveUp({ ...call, outcome: "booked" })).toBeUndefined();
    const other = await end({ status: "completed" });
    await add("Llámeme", { call: other });
    expect(await gaveUp(other)).toBeUndefined();
    const nobody = await gaveUp(await end({ status: "completed" }), " ");
    expect(nobody).toMatchObject({ text: "Colgó mientras esperaba a un asesor.", advisorId: null });
  });
});
