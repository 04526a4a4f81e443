import { randomBytes, randomUUID } from "node:crypto";
import type { Scope } from "@/db/client";
import { insertHoldTrack } from "@/db/queries/hold-tracks";
import { markPublished } from "@/db/queries/agent-versions";
import { createAgent, saveOwnedNumbers, findNumber } from "@/db/queries/agents";
import { giveServiceToAll, insertClosures, insertService, insertStaff } from "@/db/queries/agenda";
import { insertAbsence, insertAdvisor } from "@/db/queries/advisors";
import { insertAppointment } from "@/db/queries/appointments";
import { insertFeed } from "@/db/queries/calendar-feeds";
import { createCall, upsertTurns } from "@/db/queries/calls";
import { insertConsent } from "@/db/queries/consents";
import { insertImport, insertImportFaults } from "@/db/queries/contact-imports";
import { blockNumber, insertContact } from "@/db/queries/contacts";
import { insertMessage, insertMessageNote } from "@/db/queries/messages";
import { createEndpoint, insertDelivery } from "@/db/queries/outgoing";
import { insertReply, insertReplySentence } from "@/db/queries/replies";
import { insertAttempt, insertTransfer, updateAttempt, updateTransfer } from "@/db/queries/transfers";
import { createTenantWithOwner } from "@/db/queries/unscoped";
import type { Agent } from "@/db/schema/agents";
import type { Call } from "@/db/schema/calls";

const digits = (count: number) => Array.from(randomBytes(count), (byte) => String(byte % 10)).join("");

export const newSid = (prefix: string) => prefix + randomBytes(16).toString("hex");
export const newPhoneNumber = () => `+3491${digits(7)}`;
export const newEmail = () => `${randomBytes(6).toString("hex")}@example.com`;

export interface Business {
  scope: Scope;
  ownerId: string;
  ownerEmail: string;
}

/** A tenant of its own for every test, with its owner and nothing else. */
export async function createBusiness(): Promise<Business> {
  const email = newEmail();
  const made = await createTenantWithOwner({
    business: {
      name: "Clínica Prueba",
      kind: "clinic",
      country: "ES",
      timeZone: "Europe/Madrid",
      language: "es",
    },
    person: { name: "Ana Prueba", email, passwordHash: "no password opens this" },
  });
  if (!made) throw new Error("the e-mail was taken");
  return {
    scope: { tenantId: made.tenant.id, actor: `user:${made.user.id}` },
    ownerId: made.user.id,
    ownerEmail: email,
  };
}

export async function addAgent(scope: Scope, values: Partial<Agent> = {}): Promise<string> {
  return createAgent(scope, {
    name: "Lucía",
    type: "inbound",
    mode: "bridge",
    status: "active",
    language: "es",
    elevenLabsAgentId: `agent_${randomBytes(8).toString("hex")}`,
    voiceId: null,
    prompt: "Eres la recepcionista.",
    firstMessage: "Buenos días.",
    allowedOverrides: [],
    ...values,
  });
}

/** As if it had just been published; says which version that is. */
export async function addVersion(scope: Scope, agentId: string): Promise<number | undefined> {
  return markPublished(scope, agentId, {
    elevenLabsAgentId: `agent_${randomBytes(8).toString("hex")}`,
    allowedOverrides: [],
    publishedConfig: {},
    snapshot: { prompt: "Eres la recepcionista." },
    restoredFrom: null,
  });
}

export async function addNumber(scope: Scope): Promise<{ id: string; phoneNumber: string }> {
  const phoneNumber = newPhoneNumber();
  await saveOwnedNumbers(scope, [{ phoneNumber, label: "Recepción", twilioNumberSid: newSid("PN") }]);
  const number = await findNumber(scope, { phoneNumber });
  if (!number) throw new Error("the number was not saved");
  return number;
}

export async function addCall(scope: Scope, values: Partial<Call> = {}): Promise<Call> {
  const { call } = await createCall(scope, {
    direction: "inbound",
    mode: "bridge",
    status: "queued",
    fromNumber: newPhoneNumber(),
    toNumber: newPhoneNumber(),
    twilioCallSid: newSid("CA"),
    ...values,
  });
  return call;
}

export async function addTurns(scope: Scope, callId: string, language: "es" | "en", texts: string[]) {
  await upsertTurns(
    scope,
    callId,
    language,
    texts.map((text, position) => ({
      position,
      role: position % 2 === 0 ? ("agent" as const) : ("caller" as const),
      text,
      originalText: null,
      interrupted: false,
      offsetMs: position * 1000,
      spokenAt: new Date(),
    })),
  );
}

/** Half an hour of tomorrow, unless said otherwise. */
export async function addAppointment(
  scope: Scope,
  values: Omit<Parameters<typeof insertAppointment>[1], "startsAt" | "endsAt"> & {
    startsAt?: Date;
    endsAt?: Date;
  },
): Promise<string> {
  const startsAt = values.startsAt ?? new Date(Date.now() + 86_400_000);
  const made = await insertAppointment(scope, {
    ...values,
    startsAt,
    endsAt: values.endsAt ?? new Date(+startsAt + 1_800_000),
  });
  if (!made) throw new Error("the time was taken");
  return made.id;
}

export interface Agenda {
  staffId: string;
  serviceId: string;
  closureId: string;
  feedId: string;
}

/** One of everything a business sets up of its agenda. */
export async function addAgenda(scope: Scope): Promise<Agenda> {
  const [person, service] = [
    await insertStaff(scope, {
      name: "Dra. Ruiz",
      color: 0,
      openingHours: null,
      active: true,
      position: 0,
      externalId: null,
    }),
    await insertService(scope, {
      name: "Limpieza",
      durationMinutes: 30,
      price: "50",
      active: true,
      bookableByAgents: true,
      position: 0,
      externalId: null,
    }),
  ];
  if (person === "taken" || service === "taken") throw new Error("an external id was taken");
  await giveServiceToAll(scope, service.id);
  const [closure] = await insertClosures(scope, [
    {
      staffId: person.id,
      startsAt: new Date("2098-08-01T00:00:00Z"),
      endsAt: new Date("2098-08-15T00:00:00Z"),
      reason: "Vacaciones",
      holidayOn: null,
    },
  ]);
  const feed = await insertFeed(scope, {
    name: "Teléfono",
    staffId: null,
    showNames: false,
    tokenHash: randomUUID(),
    hint: "abcdef",
    createdBy: "Ana",
  });
  return { staffId: person.id, serviceId: service.id, closureId: closure?.id ?? "", feedId: feed.id };
}

/** Somebody calls are transferred to, away for two weeks of another year. */
export async function addAdvisor(
  scope: Scope,
  values: Partial<Parameters<typeof insertAdvisor>[1]> = {},
): Promise<{ advisorId: string; absenceId: string }> {
  const made = await insertAdvisor(scope, {
    name: "Marta Gil",
    number: newPhoneNumber(),
    userId: null,
    skills: ["Facturación"],
    languages: [],
    openingHours: null,
    priority: 1,
    isOn: true,
    email: "marta@example.com",
    notifyByEmail: true,
    notifyBySms: false,
    ...values,
  });
  if (made === "taken") throw new Error("the number was taken");
  const absence = await insertAbsence(scope, {
    advisorId: made.id,
    startsAt: new Date("2098-08-01T00:00:00Z"),
    endsAt: new Date("2098-08-15T00:00:00Z"),
    reason: "Vacaciones",
  });
  return { advisorId: made.id, absenceId: absence.id };
}

/** A file of contacts with one bad row, still a draft. */
export async function addImport(scope: Scope): Promise<string> {
  const { id } = await insertImport(scope, {
    id: randomUUID(),
    fileName: "pacientes.csv",
    storageKey: `${scope.tenantId}/imports/${randomUUID()}.csv`,
    sizeBytes: 20,
    encoding: "utf-8",
    separator: ",",
    hasHeading: true,
    columns: ["nombre"],
    mapping: { 0: "name" },
    totalRows: 1,
    createdBy: "Ana",
  });
  await insertImportFaults(scope, id, [{ row: 2, reasons: { name: "required" }, cells: [""] }]);
  return id;
}

/** An address that is told of messages, and one thing it was told. */
export async function addWebhook(scope: Scope): Promise<{ endpointId: string; deliveryId: string }> {
  const { id: endpointId } = await createEndpoint(scope, {
    id: randomUUID(),
    url: "https://agenda.example.com/hook",
    events: ["message.taken"],
    sealedSecret: "k1.a.b.c",
    createdBy: "Ana",
  });
  const { id: deliveryId } = await insertDelivery(scope, {
    endpointId,
    event: "message.taken",
    data: { text: "Llámeme" },
  });
  return { endpointId, deliveryId };
}

/** With a note. */
export async function addMessage(
  scope: Scope,
  callId: string,
  values: Partial<Parameters<typeof insertMessage>[1]> = {},
): Promise<string> {
  const made = await insertMessage(scope, {
    callId,
    contactId: null,
    name: "Rosa",
    number: "+34600000000",
    text: "Llámeme",
    isUrgent: false,
    takenAt: new Date(),
    dueAt: new Date(Date.now() + 3_600_000),
    ...values,
  });
  if (!made) throw new Error("the message was there already");
  await insertMessageNote(scope, { messageId: made.id, text: "No contesta." });
  return made.id;
}

/** Somebody with a number, and a decision on record. */
export async function addContact(scope: Scope): Promise<string> {
  const contact = await insertContact(scope, {
    kind: "patient",
    name: "Rosa Núñez",
    nameKey: "rosa nunez",
    externalId: "HC-1",
    tags: ["vip"],
    numbers: [{ number: "+34600000000", label: "" }],
  });
  if (!contact) throw new Error("the external id was taken");
  await insertConsent(scope, {
    contactId: contact.id,
    purpose: "marketing",
    channel: "call",
    decision: "granted",
    source: "in_person",
    evidence: "",
    callId: null,
    decidedAt: new Date(),
    expiresAt: null,
  });
  await blockNumber(scope, { number: "+34600000001", reason: "x" });
  return contact.id;
}

/** What the agent of a turn-based call said to a caller. */
export async function addReply(scope: Scope, callId: string, position = 0): Promise<void> {
  const reply = { callId, position };
  await insertReply(scope, { ...reply, heard: "Hola", fixedText: null, turnPosition: null });
  await insertReplySentence(scope, reply, { index: 0, text: "Dígame.", audio: Buffer.alloc(160, 0xff) });
}

/** An advisor was rung, and nobody came. */
export async function addTransfer(
  scope: Scope,
  callId: string,
  advisor: { advisorId: string; number: string },
): Promise<{ transferId: string; attemptId: string; legSid: string }> {
  const { id: transferId } = await insertTransfer(scope, {
    callId,
    requestedBy: "agent",
    requester: null,
    reason: "Una factura",
    brief: "Llama Rosa. Quiere una factura.",
    wantedSkill: null,
    wantedLanguage: null,
    wantedAdvisorId: null,
    wantedNumber: null,
  });
  const { advisorId, number } = advisor;
  const { id: attemptId } = await insertAttempt(scope, { transferId, position: 1, advisorId, number });
  const legSid = newSid("CA");
  await updateAttempt(scope, attemptId, {
    status: "no_answer",
    dialState: "accepted",
    twilioCallSid: legSid,
    telephoneEnd: "no_answer",
    isSettled: true,
  });
  await updateTransfer(scope, transferId, {
    status: "returned_to_agent",
    failure: "nobody_answered",
    endedAt: new Date(),
  });
  return { transferId, attemptId, legSid };
}

export async function addTrack(scope: Scope, name = "Piano"): Promise<string> {
  const id = randomUUID();
  await insertHoldTrack(scope, {
    id,
    name,
    storageKey: `${scope.tenantId}/hold-music/${id}.ulaw`,
    sizeBytes: 80_000,
    durationMs: 10_000,
    isLicensed: true,
    createdBy: "Ana",
  });
  return id;
}
