import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Scope } from "@/db/client";
import { saveAccount } from "@/db/queries/agents";
import { findCall, insertCallEvent, updateCall } from "@/db/queries/calls";
import { isNumberBlocked } from "@/db/queries/contacts";
import { insertRecording } from "@/db/queries/recordings";
import { keepWebhook } from "@/db/queries/webhooks";
import { addConsent } from "@/lib/contacts/consents";
import { setDoNotCall } from "@/lib/contacts/do-not-call";
import { getContact } from "@/lib/contacts/get-contact";
import { mergeContacts } from "@/lib/contacts/merge-contacts";
import { createContact } from "@/lib/contacts/save-contact";
import { consentInput, contactInput } from "@/lib/contacts/schema";
import { addMessageNote } from "@/lib/messages/change-message";
import { takeMessage } from "@/lib/messages/take-message";
import { openStorage } from "@/lib/providers/storage/open-storage";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { stubSettings } from "@/tests/support/settings";
import { addCall, addTurns, createBusiness, newPhoneNumber } from "./business";

const NAME = "Rosalinda Quebrantahuesos";

let database: TestDatabase;
let folder: string;
let eraseContact: typeof import("@/lib/contacts/erase-contact").eraseContact;
let countErasure: typeof import("@/lib/contacts/get-contact").countErasure;

const storage = () =>
  openStorage({
    STORAGE_URL: `file:${folder}`,
    S3_ACCESS_KEY_ID: undefined,
    S3_SECRET_ACCESS_KEY: undefined,
  });

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "erasure-"));
  stubSettings({ STORAGE_URL: `file:${folder}` });
  database = await openTestDatabase();
  ({ eraseContact } = await import("@/lib/contacts/erase-contact"));
  ({ countErasure } = await import("@/lib/contacts/get-contact"));
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

const insert = (table: string, row: Record<string, unknown>) =>
  database.owner`insert into ${database.owner(table)} ${database.owner(row)}`;

const add = (scope: Scope, number: string, name = NAME) =>
  createContact(scope, contactInput.parse({ name, numbers: [{ number }], notes: `Notas de ${name}` }));

/** An ended call with everything that can hang on one. */
async function addFullCall(scope: Scope, contactId: string | null, number: string): Promise<string> {
  const call = await addCall(scope, {
    contactId,
    fromNumber: number,
    contactName: NAME,
    variables: { contact_name: NAME },
    endedAt: new Date(),
    reportedAt: new Date(),
    elevenLabsConversationId: `conv_${randomUUID()}`,
  });
  await insertCallEvent(scope, {
    callId: call.id,
    source: "bridge",
    externalKey: "x",
    type: "call_received",
    occurredAt: new Date(),
    payload: { from: number, name: NAME },
  });
  await addTurns(scope, call.id, "es", [`Hola, ${NAME}.`, "Hola."]);
  const storageKey = `${scope.tenantId}/calls/${call.id}/one.mp3`;
  await storage().put(storageKey, Buffer.from("sound"));
  await insertRecording(scope, {
    callId: call.id,
    source: "elevenlabs",
    externalId: call.elevenLabsConversationId ?? "",
    storageKey,
    contentType: "audio/mpeg",
    sizeBytes: 5,
  });
  await keepWebhook(scope, {
    provider: "elevenlabs",
    kind: "post_call_transcription",
    externalId: randomUUID(),
    callId: call.id,
    body: { said: NAME, from: number },
  });
  // The one that began the call knew of none.
  await keepWebhook(scope, {
    provider: "twilio",
    kind: "voice",
    externalId: randomUUID(),
    callId: null,
    body: { CallSid: call.twilioCallSid, From: number },
  });
  await insert("call_analyses", {
    tenant_id: scope.tenantId,
    call_id: call.id,
    state: "done",
    findings: { summary: `${NAME} pidió cita.` },
    corrections: { summary: `Fue ${NAME}.` },
  });
  await insert("model_uses", {
    tenant_id: scope.tenantId,
    call_id: call.id,
    purpose: "analysis",
    model: "gpt-6-luna",
    input_tokens: 900,
    output_tokens: 40,
  });
  await insert("tool_uses", {
    tenant_id: scope.tenantId,
    call_id: call.id,
    tool_call_id: randomUUID(),
    name: "take_message",
    source: "bridge",
    arguments: { name: NAME, number },
  });
  return call.id;
}

async function addVisit(
  scope: Scope,
  contactId: string,
  startsAt: string,
  callId: string | null,
): Promise<string> {
  const [staffId, id] = [randomUUID(), randomUUID()];
  await insert("staff", { tenant_id: scope.tenantId, id: staffId, name: "Dra. Vega" });
  await insert("appointments", {
    tenant_id: scope.tenantId,
    id,
    contact_id: contactId,
    staff_id: staffId,
    starts_at: startsAt,
    ends_at: new Date(Date.parse(startsAt) + 1_800_000),
  });
  await insert("appointment_events", {
    tenant_id: scope.tenantId,
    appointment_id: id,
    type: "booked",
    actor: "bridge",
    call_id: callId,
  });
  return id;
}

const addMessage = (scope: Scope, given: Record<string, unknown>) =>
  insert("messages", {
    tenant_id: scope.tenantId,
    text: "Que llame alguien.",
    due_at: new Date(),
    ...given,
  });

/** Tables of the tenant in which any of these words stands, in any column. */
async function tablesWith(scope: Scope, words: string[]): Promise<string[]> {
  const tables = await database.owner<{ name: string }[]>`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'tenant_id' order by 1`;
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await database.owner<{ row: string }[]>`
      select to_jsonb(t)::text as row from ${database.owner(name)} t where tenant_id = ${scope.tenantId}`;
    if (rows.some(({ row }) => words.some((word) => row.toLowerCase().includes(word.toLowerCase()))))
      found.push(name);
  }
  return found;
}

it("an erased contact leaves nothing behind but its objection, the news of its erasure and an audit entry without its name", async () => {
  const { scope } = await createBusiness();
  await insert("webhook_endpoints", {
    tenant_id: scope.tenantId,
    url: "https://practice.example/hook",
    events: ["contact.created", "contact.do_not_call", "contact.erased"],
    sealed_secret: "k1.a.b.c",
    created_by: "Ana",
  });
  const number = newPhoneNumber();
  const { id } = await add(scope, number);
  const known = await addFullCall(scope, id, number);
  // Before anybody knew whose number it is.
  const unknown = await addFullCall(scope, null, number);
  await database.owner`update calls set contact_id = null where id = ${unknown}`;
  await addVisit(scope, id, "2030-01-10T10:00:00Z", known);
  await addMessage(scope, { contact_id: id, call_id: known, name: NAME, number });
  await addMessage(scope, { number, name: NAME });
  await addConsent(
    scope,
    id,
    consentInput.parse({
      purpose: "marketing",
      channel: "call",
      decision: "refused",
      source: "call",
      evidence: `Lo dijo ${NAME}`,
      callId: known,
    }),
  );
  await setDoNotCall(scope, id, { reason: "Lo pidió." });
  const before = await tablesWith(scope, [NAME, id, number]);
  expect(before.length).toBeGreaterThan(12);

  const going = { calls: 2, recordings: 2, appointments: 1, messages: 2 };
  expect(await countErasure(scope, id)).toEqual(going);
  expect(await eraseContact(scope, id)).toEqual(going);

  expect(await tablesWith(scope, [NAME, "Quebrantahuesos"])).toEqual([]);
  expect(await tablesWith(scope, [number])).toEqual(["do_not_call_numbers"]);
  expect(await tablesWith(scope, [known, unknown])).toEqual([]);
  expect(await tablesWith(scope, [id])).toEqual(["audit_entries", "webhook_deliveries"]);
  expect(await isNumberBlocked(scope, number)).toBe(true);
  for (const callId of [known, unknown])
    expect(await storage().get(`${scope.tenantId}/calls/${callId}/one.mp3`)).toBeUndefined();
  const deliveries = await database.owner`
    select event, data from webhook_deliveries where tenant_id = ${scope.tenantId}`;
  expect(deliveries).toEqual([{ event: "contact.erased", data: { id, externalId: null } }]);
  await expect(getContact(scope, id)).rejects.toMatchObject({ code: "not_found" });
});

it("a message that an erased contact left in another one's call goes with its sound, its notes and what was told of it", async () => {
  const { scope } = await createBusiness();
  await insert("webhook_endpoints", {
    tenant_id: scope.tenantId,
    url: "https://practice.example/hook",
    events: ["message.taken"],
    sealed_secret: "k1.a.b.c",
    created_by: "Ana",
  });
  const { id } = await add(scope, newPhoneNumber());
  const other = await add(scope, newPhoneNumber(), "Leo");
  const call = await addFullCall(scope, other.id, newPhoneNumber());
  const recordingSid = `RE${randomUUID()}`;
  const message = await takeMessage(scope, {
    callId: call,
    contactId: id,
    text: `Soy ${NAME.toUpperCase()}`,
    isUrgent: false,
    recordingSid,
  });
  await addMessageNote(scope, message.id, `${NAME} no contesta.`);
  await insert("notices", {
    tenant_id: scope.tenantId,
    message_id: message.id,
    channel: "email",
    reason: "taken",
    address: "ana@example.com",
  });
  const storageKey = `${scope.tenantId}/calls/${call}/spoken.mp3`;
  await storage().put(storageKey, Buffer.from("sound"));
  await insertRecording(scope, {
    callId: call,
    source: "twilio_message",
    externalId: recordingSid,
    storageKey,
    contentType: "audio/mpeg",
    sizeBytes: 5,
  });
  await insert("recording_fetches", {
    tenant_id: scope.tenantId,
    call_id: call,
    recording_sid: recordingSid,
    source: "twilio_message",
  });
  const going = { calls: 0, recordings: 1, appointments: 0, messages: 1 };
  expect(await countErasure(scope, id)).toEqual(going);
  expect(await eraseContact(scope, id)).toEqual(going);
  expect(await tablesWith(scope, [message.id])).toEqual([]);
  // Only that Twilio is to delete what it has.
  expect(await tablesWith(scope, [recordingSid])).toEqual(["vendor_removals"]);
  expect(await storage().get(storageKey)).toBeUndefined();
  expect(await storage().get(`${scope.tenantId}/calls/${call}/one.mp3`)).toBeDefined();
});

it("has the vendors delete what they have of the calls, also what never came here", async () => {
  const { scope } = await createBusiness();
  const number = newPhoneNumber();
  const { id } = await add(scope, number);
  const callId = await addFullCall(scope, id, number);
  await saveAccount(scope, {
    vendor: "twilio",
    externalId: "AC_theirs",
    sealedSecrets: "k1.a.b.c",
    hints: {},
    status: "active",
    facts: {},
  });
  const [whole, awaited] = ["a", "b"].map((mark) => `RE${mark.repeat(32)}`);
  await updateCall(scope, callId, { recordingSid: whole ?? null });
  await insert("recording_fetches", {
    tenant_id: scope.tenantId,
    call_id: callId,
    recording_sid: awaited,
    source: "twilio_conference",
  });
  await insertCallEvent(scope, {
    callId,
    source: "bridge",
    externalKey: "again",
    type: "agent_connected",
    occurredAt: new Date(),
    payload: { conversationId: "conv_again" },
  });
  const first = (await findCall(scope, callId))?.elevenLabsConversationId;
  const others = await addFullCall(scope, null, newPhoneNumber());
  await eraseContact(scope, id);
  const rows = await database.owner<{ copy: string; id: string; at: string | null }[]>`
    select copy, external_id as id, vendor_account as at from vendor_removals
    where tenant_id = ${scope.tenantId} and done_at is null order by copy, id`;
  expect([...rows]).toEqual([
    ...[first ?? "", "conv_again"]
      .toSorted()
      .map((known) => ({ copy: "elevenlabs_conversation", id: known, at: null })),
    ...[whole, awaited].map((known) => ({ copy: "twilio_recording", id: known, at: "AC_theirs" })),
  ]);
  expect(await findCall(scope, others)).toBeDefined();
});

it("of somebody who was two contacts, what was told of the other one goes too", async () => {
  const { scope } = await createBusiness();
  await insert("webhook_endpoints", {
    tenant_id: scope.tenantId,
    url: "https://practice.example/hook",
    events: ["contact.created"],
    sealed_secret: "k1.a.b.c",
    created_by: "Ana",
  });
  const [first, second, third] = [
    await add(scope, newPhoneNumber(), "Leo"),
    await add(scope, newPhoneNumber()),
    await add(scope, newPhoneNumber()),
  ];
  await mergeContacts(scope, second.id, third.id);
  await mergeContacts(scope, first.id, second.id);
  expect(await tablesWith(scope, [NAME])).toContain("webhook_deliveries");
  await eraseContact(scope, first.id);
  expect(await tablesWith(scope, [NAME])).toEqual([]);
});

it("others at the same telephone keep their calls, messages and visits; what was agreed in an erased call stays without it", async () => {
  const { scope } = await createBusiness();
  const number = newPhoneNumber();
  const { id } = await add(scope, number);
  const other = await add(scope, number, "Leo");
  const call = await addFullCall(scope, id, number);
  const theirs = await addFullCall(scope, other.id, number);
  const nobodys = await addFullCall(scope, null, number);
  const visit = await addVisit(scope, id, "2030-01-10T10:00:00Z", null);
  const theirVisit = await addVisit(scope, other.id, "2030-01-11T10:00:00Z", call);
  await updateCall(scope, theirs, { appointmentId: visit });
  await addMessage(scope, { contact_id: other.id, call_id: call });
  expect(await eraseContact(scope, id)).toMatchObject({ calls: 1, messages: 0, appointments: 1 });
  expect(await findCall(scope, theirs)).toMatchObject({ contactId: other.id, appointmentId: null });
  // Whose it was, nobody knows.
  expect(await findCall(scope, nobodys)).toMatchObject({ contactId: null });
  const events =
    await database.owner`select call_id from appointment_events where appointment_id = ${theirVisit}`;
  expect(events).toEqual([{ call_id: null }]);
  const messages = await database.owner`
    select contact_id, call_id from messages where tenant_id = ${scope.tenantId}`;
  expect(messages).toEqual([{ contact_id: other.id, call_id: null }]);
  const [kept] = await database.owner`
    select count(*)::int as events from webhook_events where tenant_id = ${scope.tenantId}`;
  expect(kept).toEqual({ events: 4 });
});

it("nobody is erased during a call with them, nor while its transcript is on the way", async () => {
  const { scope } = await createBusiness();
  const number = newPhoneNumber();
  const { id } = await add(scope, number);
  const call = await addCall(scope, {
    contactId: id,
    fromNumber: number,
    elevenLabsConversationId: `conv_${randomUUID()}`,
  });
  await expect(eraseContact(scope, id)).rejects.toMatchObject({ message: "contact_in_call" });
  await updateCall(scope, call.id, { endedAt: new Date() });
  await expect(eraseContact(scope, id)).rejects.toMatchObject({ message: "contact_in_call" });
  expect(await findCall(scope, call.id)).toMatchObject({ contactId: id });
  await updateCall(scope, call.id, { reportedAt: new Date() });
  await expect(eraseContact(scope, id)).resolves.toMatchObject({ calls: 1 });
});

it("a storage that does not delete takes the erasure back, and the next one ends it", async () => {
  const { scope } = await createBusiness();
  const number = newPhoneNumber();
  const { id } = await add(scope, number);
  const callId = await addFullCall(scope, id, number);
  // No key of ours: the storage refuses it whatever stands there.
  await database.owner`update recordings set storage_key = '../outside.mp3' where call_id = ${callId}`;
  await expect(eraseContact(scope, id)).rejects.toMatchObject({ vendor: "storage" });
  expect(await getContact(scope, id)).toMatchObject({ name: NAME });
  await database.owner`
    update recordings set storage_key = ${`${scope.tenantId}/calls/${callId}/one.mp3`} where call_id = ${callId}`;
  await expect(eraseContact(scope, id)).resolves.toMatchObject({ recordings: 1 });
  expect(await storage().get(`${scope.tenantId}/calls/${callId}/one.mp3`)).toBeUndefined();
});
