import { randomBytes, randomUUID } from "node:crypto";
import type { Scope } from "@/db/client";
import { markPublished } from "@/db/queries/agent-versions";
import { createAgent, saveAccount, saveOwnedNumbers, findNumber } from "@/db/queries/agents";
import { createApiKey } from "@/db/queries/api-keys";
import { createCall, insertCallEvent, upsertTurns } from "@/db/queries/calls";
import { findRecordingOf, insertRecording } from "@/db/queries/recordings";
import { saveHealthReport } from "@/db/queries/health";
import { keepWebhook } from "@/db/queries/webhooks";
import { saveSpeechClip } from "@/db/queries/speech";
import { createInvitation, writeAudit } from "@/db/queries/team";
import { createTenantWithOwner, openSession } from "@/db/queries/unscoped";
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

export interface FullBusiness extends Business {
  agentId: string;
  number: { id: string; phoneNumber: string };
  call: Call;
  webhookId: string;
  invitationId: string;
  clipKey: string;
  keyId: string;
  recordingId: string;
}

/** A tenant with a row in every table. */
export async function createFullBusiness(): Promise<FullBusiness> {
  const business = await createBusiness();
  const { scope } = business;
  const agentId = await addAgent(scope);
  await addVersion(scope, agentId);
  const number = await addNumber(scope);
  const call = await addCall(scope, {
    agentId,
    numberId: number.id,
    elevenLabsConversationId: `conv_${randomBytes(8).toString("hex")}`,
    direction: "outbound",
    contactName: "Rosa",
    idempotencyKey: randomUUID(),
  });
  await insertCallEvent(scope, {
    callId: call.id,
    source: "twilio",
    externalKey: "received",
    type: "call_received",
    occurredAt: new Date(),
    payload: {},
  });
  await addTurns(scope, call.id, "es", ["Buenos días, dígame.", "Quería una cita mañana."]);
  await insertRecording(scope, {
    callId: call.id,
    source: "elevenlabs",
    externalId: call.elevenLabsConversationId ?? "",
    storageKey: `${scope.tenantId}/calls/${call.id}/one.mp3`,
    contentType: "audio/mpeg",
    sizeBytes: 3,
  });
  const recording = await findRecordingOf(scope, "elevenlabs", call.elevenLabsConversationId ?? "");
  await saveAccount(scope, {
    vendor: "twilio",
    externalId: newSid("AC"),
    sealedSecrets: "k1.a.b.c",
    hints: {},
    status: "active",
    facts: {},
  });
  await saveHealthReport(scope, { checkedAt: new Date(), findings: [] });
  const { id: webhookId } = await keepWebhook(scope, {
    provider: "twilio",
    kind: "voice",
    externalId: randomUUID(),
    callId: call.id,
    body: { From: "+34600000000" },
  });
  const { id: invitationId } = await createInvitation(scope, {
    email: newEmail(),
    role: "viewer",
    tokenHash: randomUUID(),
    invitedBy: "Ana",
    expiresAt: new Date(Date.now() + 3_600_000),
  });
  await writeAudit(scope, { action: "invitation.create", subject: invitationId });
  const clipKey = randomUUID();
  await saveSpeechClip(scope, clipKey, "AAAA");
  const { id: keyId } = await createApiKey(scope, {
    name: "Agenda",
    keyHash: randomUUID(),
    hint: "ctl_test",
    scopes: ["calls:read"],
    createdBy: "Ana",
  });
  await writeAudit(scope, { action: "test", subject: "everything" });
  await openSession({
    userId: business.ownerId,
    tenantId: scope.tenantId,
    expiresAt: new Date(Date.now() + 3_600_000),
  });
  return {
    ...business,
    agentId,
    number,
    call,
    webhookId,
    invitationId,
    clipKey,
    keyId,
    recordingId: recording?.id ?? "",
  };
}
