import { randomBytes, randomUUID } from "node:crypto";
import { withTransaction } from "@/db/client";
import { saveAccount } from "@/db/queries/agents";
import { createApiKey } from "@/db/queries/api-keys";
import { awaitAnalysis } from "@/db/queries/analyses";
import { insertAppointmentEvent } from "@/db/queries/appointments";
import { insertCallEvent } from "@/db/queries/calls";
import { orderRemovals } from "@/db/queries/vendor-removals";
import { wantRecording } from "@/db/queries/recording-fetches";
import { findRecordingOf, insertRecording } from "@/db/queries/recordings";
import { saveHealthReport } from "@/db/queries/health";
import { lockLineService } from "@/db/queries/line";
import { insertModelUse } from "@/db/queries/model-uses";
import { insertNotices, listNoticesOf } from "@/db/queries/notices";
import { keepWebhook } from "@/db/queries/webhooks";
import { saveSentence } from "@/db/queries/sentences";
import { saveSpeechClip } from "@/db/queries/speech";
import { createInvitation, writeAudit } from "@/db/queries/team";
import { beginToolUse } from "@/db/queries/tool-uses";
import { openSession } from "@/db/queries/unscoped";
import type { Call } from "@/db/schema/calls";
import {
  newSid,
  newPhoneNumber,
  newEmail,
  type Business,
  createBusiness,
  addAgent,
  addVersion,
  addNumber,
  addCall,
  addTurns,
  addAppointment,
  type Agenda,
  addAgenda,
  addAdvisor,
  addImport,
  addWebhook,
  addMessage,
  addContact,
  addReply,
  addTransfer,
  addTrack,
} from "./business";

export interface FullBusiness extends Business {
  contactId: string;
  importId: string;
  webhook: { endpointId: string; deliveryId: string };
  messageId: string;
  messageRecordingSid: string;
  /** An e-mail about the message, not sent yet. */
  noticeId: string;
  advisor: { advisorId: string; absenceId: string; number: string };
  transfer: { transferId: string; attemptId: string; legSid: string };
  agenda: Agenda;
  appointmentId: string;
  toolCallId: string;
  agentId: string;
  number: { id: string; phoneNumber: string };
  call: Call;
  webhookId: string;
  invitationId: string;
  clipKey: string;
  trackId: string;
  keyId: string;
  recordingId: string;
  /** Of a recording that is wanted from Twilio. */
  recordingSid: string;
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
  const recordingSid = newSid("RE");
  await wantRecording(scope, { recordingSid, callId: call.id, source: "twilio_conference" });
  await orderRemovals(scope, [{ copy: "twilio_recording", externalId: recordingSid }]);
  await saveAccount(scope, {
    vendor: "twilio",
    externalId: newSid("AC"),
    sealedSecrets: "k1.a.b.c",
    hints: {},
    status: "active",
    facts: {},
  });
  await saveHealthReport(scope, { checkedAt: new Date(), findings: [] });
  await withTransaction(scope, (inner) => lockLineService(inner, "agent"));
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
  await saveSentence(scope, { key: "connecting", language: "es", text: "Un momento, {contact}." });
  const trackId = await addTrack(scope);
  const { id: keyId } = await createApiKey(scope, {
    name: "Agenda",
    keyHash: randomUUID(),
    hint: "ctl_test",
    scopes: ["calls:read"],
    createdBy: "Ana",
  });
  const advisorNumber = newPhoneNumber();
  const advisor = await addAdvisor(scope, { number: advisorNumber, userId: business.ownerId });
  const transfer = await addTransfer(scope, call.id, { ...advisor, number: advisorNumber });
  const contactId = await addContact(scope);
  const agenda = await addAgenda(scope);
  const appointmentId = await addAppointment(scope, {
    contactId,
    staffId: agenda.staffId,
    serviceId: agenda.serviceId,
    externalId: "A-1",
  });
  await insertAppointmentEvent(scope, { appointmentId, type: "booked", callId: call.id, details: {} });
  const toolCallId = randomUUID();
  await beginToolUse(scope, {
    callId: call.id,
    toolCallId,
    name: "report_result",
    source: "bridge",
    arguments: {},
  });
  await addReply(scope, call.id);
  await awaitAnalysis(scope, call.id, null);
  await insertModelUse(scope, {
    callId: call.id,
    purpose: "reply",
    model: "gpt-6-luna",
    inputTokens: 900,
    outputTokens: 40,
    costUsd: "0.00011000",
    isFailure: false,
    isEstimated: false,
    isHouseKey: true,
  });
  const importId = await addImport(scope);
  const webhook = await addWebhook(scope);
  const messageRecordingSid = newSid("RE");
  const messageId = await addMessage(scope, call.id);
  await addMessage(scope, call.id, { recordingSid: messageRecordingSid });
  await insertNotices(scope, [
    {
      messageId,
      advisorId: advisor.advisorId,
      channel: "email",
      reason: "taken",
      address: "marta@example.com",
    },
  ]);
  const [notice] = await listNoticesOf(scope, messageId);
  await writeAudit(scope, { action: "test", subject: "everything" });
  await openSession({
    userId: business.ownerId,
    tenantId: scope.tenantId,
    expiresAt: new Date(Date.now() + 3_600_000),
  });
  return {
    ...business,
    advisor: { ...advisor, number: advisorNumber },
    transfer,
    contactId,
    agenda,
    appointmentId,
    toolCallId,
    importId,
    webhook,
    messageId,
    messageRecordingSid,
    noticeId: notice?.id ?? "",
    agentId,
    number,
    call,
    webhookId,
    invitationId,
    clipKey,
    trackId,
    keyId,
    recordingId: recording?.id ?? "",
    recordingSid,
  };
}
