import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "@/db/client";
import * as agendaQueries from "@/db/queries/agenda";
import * as agentVersionQueries from "@/db/queries/agent-versions";
import * as agentQueries from "@/db/queries/agents";
import * as analyticsQueries from "@/db/queries/analytics";
import * as appointmentQueries from "@/db/queries/appointments";
import * as apiKeyQueries from "@/db/queries/api-keys";
import * as attentionQueries from "@/db/queries/attention";
import * as calendarFeedQueries from "@/db/queries/calendar-feeds";
import * as callRecordQueries from "@/db/queries/call-records";
import * as callQueries from "@/db/queries/calls";
import * as consentQueries from "@/db/queries/consents";
import * as importQueries from "@/db/queries/contact-imports";
import * as contactListQueries from "@/db/queries/contact-list";
import * as contactRemovalQueries from "@/db/queries/contact-removal";
import * as contactQueries from "@/db/queries/contacts";
import * as importedContactQueries from "@/db/queries/imported-contacts";
import * as recordingQueries from "@/db/queries/recordings";
import * as healthQueries from "@/db/queries/health";
import * as messageQueries from "@/db/queries/messages";
import * as outboundQueries from "@/db/queries/outbound-calls";
import * as outgoingQueries from "@/db/queries/outgoing";
import * as speechQueries from "@/db/queries/speech";
import * as teamQueries from "@/db/queries/team";
import * as toolUseQueries from "@/db/queries/tool-uses";
import * as vendorSetupQueries from "@/db/queries/vendor-setup";
import * as webhookQueries from "@/db/queries/webhooks";
import { AppError } from "@/lib/errors";
import { bookAppointment } from "@/lib/appointments/book-appointment";
import { changeAppointment, setAppointmentStatus } from "@/lib/appointments/change-appointment";
import { findFreeSlots } from "@/lib/appointments/find-free-slots";
import { getAppointmentDetail } from "@/lib/appointments/get-appointment";
import { getAppointmentByExternalId } from "@/lib/appointments/keep-appointment";
import { callPatient } from "@/lib/elevenlabs-api/call-patient";
import { listToolUsesOfCall } from "@/lib/tools/list-tool-uses";
import { getDifference, publishAgent } from "@/lib/agents/publish-agent";
import { getAgent, updateAgent } from "@/lib/agents/save-agent";
import { listVersions, restoreVersion } from "@/lib/agents/versions";
import { revokeApiKey } from "@/lib/api-keys/revoke-api-key";
import { createFeed, revokeFeed } from "@/lib/agenda/calendar-feeds";
import { createClosure, deleteClosure } from "@/lib/agenda/closures";
import { closureInput } from "@/lib/agenda/schema";
import { deleteService, orderServices, updateService } from "@/lib/agenda/services";
import { createStaff, deleteStaff, orderStaff, updateStaff } from "@/lib/agenda/staff";
import { getCall, listCallTurns, listEventsOfCall } from "@/lib/calls/get-call";
import { continueCall } from "@/lib/calls/continue-call";
import { addConsent, listConsents } from "@/lib/contacts/consents";
import { clearDoNotCall, setDoNotCall } from "@/lib/contacts/do-not-call";
import { countErasure, getContact } from "@/lib/contacts/get-contact";
import { mergeContacts } from "@/lib/contacts/merge-contacts";
import { createContact, updateContact } from "@/lib/contacts/save-contact";
import { consentInput, contactInput } from "@/lib/contacts/schema";
import { hangUpCall } from "@/lib/calls/hang-up-call";
import { exportFaults } from "@/lib/imports/export-faults";
import { cancelImport, changeImport, getImport, startImport } from "@/lib/imports/manage-import";
import { previewImport } from "@/lib/imports/preview-import";
import { recordCallEvents } from "@/lib/calls/record-event";
import { endConversation, readConversation } from "@/lib/elevenlabs-api/conversations";
import { getRecording, listCallRecordings } from "@/lib/recordings/list-recordings";
import { finishMessage } from "@/lib/messages/finish-message";
import { takeMessage } from "@/lib/messages/take-message";
import {
  getDelivery,
  listDeliveries,
  replayDelivery,
  replayFailed,
  testEndpoint,
} from "@/lib/outgoing/deliveries";
import { deleteEndpoint, rotateSecret, updateEndpoint } from "@/lib/outgoing/manage-endpoints";
import { assignNumber, assignPhoneNumber, unassignAgent } from "@/lib/numbers/assign-number";
import { importNumber } from "@/lib/numbers/import-number";
import { routeNumber } from "@/lib/numbers/route-number";
import { revokeInvitation } from "@/lib/team/invite";
import { changeRole, removeMember } from "@/lib/team/manage-team";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { createBusiness, createFullBusiness, type FullBusiness, newEmail, newSid } from "./business";

let database: TestDatabase;
let ours: FullBusiness;
let stranger: Scope;
let strangerId: string;

beforeAll(async () => {
  database = await openTestDatabase();
  ours = await createFullBusiness();
  const other = await createBusiness();
  stranger = other.scope;
  strangerId = other.ownerId;
});
afterAll(() => database.drop());

/** Everything of ours, as it really stands. */
async function everythingOfOurs(): Promise<unknown> {
  const tables = await database.owner<{ name: string }[]>`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'tenant_id' order by 1`;
  const rows: Record<string, unknown> = {};
  for (const { name } of tables) {
    rows[name] = await database.owner`
      select to_jsonb(t) as row from ${database.owner(name)} t
      where tenant_id = ${ours.scope.tenantId} order by to_jsonb(t)::text`;
  }
  return rows;
}

const nothing = (value: unknown) => value === undefined || value === false || value === 0;
const empty = (value: unknown) => Array.isArray(value) && value.length === 0;
/** The query touches only the scope's own rows; that nothing of ours changed is asked afterwards. */
const harmless = () => true;
const strangersOwn = (value: unknown) => (value as { tenantId?: string }).tenantId === stranger.tenantId;

type Attempt = [ask: () => Promise<unknown>, isRight: (answer: unknown) => boolean];

const someYears = () => ({ from: new Date("2020-01-01T00:00:00Z"), to: new Date("2099-01-01T00:00:00Z") });
const claim = () => ({
  tokenHash: "x",
  twilioCallSid: ours.call.twilioCallSid ?? "",
  streamSid: "MZ",
  bridgeId: "b",
});
const event = () => ({
  callId: ours.call.id,
  source: "twilio" as const,
  externalKey: randomUUID(),
  type: "call_received" as const,
  occurredAt: new Date(),
  payload: {},
});
const turn = () => ({
  position: 0,
  role: "agent" as const,
  text: "changed",
  originalText: null,
  interrupted: false,
  offsetMs: 0,
  spokenAt: new Date(),
});
const recording = () => ({
  callId: ours.call.id,
  source: "elevenlabs" as const,
  externalId: randomUUID(),
  storageKey: "stolen",
  contentType: "audio/mpeg",
  sizeBytes: 1,
});
const isRefused = (answer: unknown) => answer === "refused";
const account = () => ({
  vendor: "twilio" as const,
  externalId: newSid("AC"),
  sealedSecrets: "theirs",
  hints: {},
  status: "active" as const,
  facts: {},
});
const apiKey = () => ({
  name: "x",
  keyHash: randomUUID(),
  hint: "ctl_x",
  scopes: ["calls:read" as const],
  createdBy: "x",
});
const person = () => ({
  name: "x",
  color: 0,
  openingHours: null,
  active: true,
  position: 0,
  externalId: null,
});
const service = () => ({
  name: "x",
  durationMinutes: 30,
  price: null,
  active: true,
  bookableByAgents: true,
  position: 0,
  externalId: null,
});
const closed = (staffId: string | null) => ({
  staffId,
  startsAt: new Date("2098-01-01T00:00:00Z"),
  endsAt: new Date("2098-01-02T00:00:00Z"),
  reason: "x",
  holidayOn: null,
});
const feed = (staffId: string | null) => ({
  name: "x",
  staffId,
  showNames: true,
  tokenHash: randomUUID(),
  hint: "abcdef",
  createdBy: "x",
});
const importFile = () => ({
  id: randomUUID(),
  fileName: "x.csv",
  storageKey: "stolen",
  sizeBytes: 1,
  encoding: "utf-8",
  separator: ",",
  hasHeading: true,
  columns: ["x"],
  mapping: {},
  totalRows: 1,
  createdBy: "x",
});
const noCounts = { doneRows: 0, createdRows: 0, mergedRows: 0, skippedRows: 0, badRows: 0 };
const bulkContact = (id: string) => ({
  id,
  kind: "lead" as const,
  name: "stolen",
  nameKey: "stolen",
  email: null,
  language: null,
  externalId: null,
  dateOfBirth: null,
  tags: [],
  variables: {},
  notes: "",
  numbers: [],
});
const endpoint = () => ({
  id: randomUUID(),
  url: "https://x.example.com",
  events: ["message.taken" as const],
  sealedSecret: "k1.x.x.x",
  createdBy: "x",
});
const message = () => ({
  callId: ours.call.id,
  contactId: null,
  name: "x",
  number: null,
  text: "x",
  isUrgent: true,
  takenAt: new Date(),
  dueAt: new Date(),
});
const attempt = () => ({
  deliveryId: ours.webhook.deliveryId,
  attempt: 0,
  status: "delivered" as const,
  nextAttemptAt: undefined,
  lastStatus: 200,
  lastAnswer: "x",
  durationMs: 1,
});
const wholeLog = { status: undefined, after: undefined, limit: 10 };
const allTime = () => ({
  timeZone: "UTC",
  startedFrom: new Date(0),
  startedBefore: new Date(8_000_000_000_000),
  agentId: ours.agentId,
});
const refused = async (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => (error instanceof AppError ? error.code : "refused"),
  );

/** One line for every query of a scope, asked by a stranger with our ids. A new query must be added here. */
const ATTEMPTS: Record<string, Attempt> = {
  findAccount: [() => agentQueries.findAccount(stranger, "twilio"), nothing],
  listAccounts: [() => agentQueries.listAccounts(stranger), empty],
  saveAccount: [() => agentQueries.saveAccount(stranger, account()), strangersOwn],
  setAccountStanding: [
    () => agentQueries.setAccountStanding(stranger, "elevenlabs", { status: "invalid", facts: {} }),
    nothing,
  ],
  deleteAccount: [() => agentQueries.deleteAccount(stranger, "elevenlabs"), nothing],
  findAppointment: [() => appointmentQueries.findAppointment(stranger, ours.appointmentId), nothing],
  findAppointmentByExternalId: [
    () => appointmentQueries.findAppointmentByExternalId(stranger, "A-1"),
    nothing,
  ],
  listAppointments: [() => appointmentQueries.listAppointments(stranger, someYears()), empty],
  listAppointmentsOf: [
    () =>
      appointmentQueries.listAppointmentsOf(stranger, { contactId: ours.contactId, callId: ours.call.id }),
    empty,
  ],
  listComing: [() => appointmentQueries.listComing(stranger, [ours.contactId], new Date()), empty],
  listHeldTimes: [
    () => appointmentQueries.listHeldTimes(stranger, { ...someYears(), staffIds: [ours.agenda.staffId] }),
    empty,
  ],
  insertAppointment: [
    () =>
      appointmentQueries
        .insertAppointment(stranger, {
          contactId: ours.contactId,
          staffId: ours.agenda.staffId,
          startsAt: new Date("2098-01-01T10:00:00Z"),
          endsAt: new Date("2098-01-01T11:00:00Z"),
        })
        .catch(() => undefined),
    nothing,
  ],
  changeAppointment: [
    () => appointmentQueries.changeAppointment(stranger, ours.appointmentId, { notes: "changed" }),
    nothing,
  ],
  lockAppointment: [() => appointmentQueries.lockAppointment(stranger, ours.appointmentId), nothing],
  insertAppointmentEvent: [
    () =>
      appointmentQueries
        .insertAppointmentEvent(stranger, {
          appointmentId: ours.appointmentId,
          type: "cancelled",
          callId: null,
          details: {},
        })
        .catch(() => undefined),
    nothing,
  ],
  listAppointmentEvents: [
    () => appointmentQueries.listAppointmentEvents(stranger, ours.appointmentId),
    empty,
  ],
  findStaffAndService: [
    () => appointmentQueries.findStaffAndService(stranger, ours.agenda),
    (answer) => Object.values(answer as object).every(nothing),
  ],
  beginToolUse: [
    () =>
      toolUseQueries
        .beginToolUse(stranger, {
          callId: ours.call.id,
          toolCallId: "x",
          name: "x",
          source: "bridge",
          arguments: {},
        })
        .catch(() => undefined),
    nothing,
  ],
  findToolUse: [
    () => toolUseQueries.findToolUse(stranger, { callId: ours.call.id, toolCallId: ours.toolCallId }),
    nothing,
  ],
  finishToolUse: [
    () =>
      toolUseQueries.finishToolUse(
        stranger,
        { callId: ours.call.id, toolCallId: ours.toolCallId },
        { result: "x", isError: false, durationMs: 1 },
      ),
    harmless,
  ],
  listToolUses: [() => toolUseQueries.listToolUses(stranger, ours.call.id), empty],
  listStaff: [() => agendaQueries.listStaff(stranger), empty],
  findStaff: [() => agendaQueries.findStaff(stranger, ours.agenda.staffId), nothing],
  countStaff: [
    () => agendaQueries.countStaff(stranger),
    (answer) => (answer as { staff: number }).staff === 0,
  ],
  insertStaff: [() => agendaQueries.insertStaff(stranger, person()), strangersOwn],
  changeStaff: [() => agendaQueries.changeStaff(stranger, ours.agenda.staffId, { name: "changed" }), nothing],
  deleteStaff: [() => agendaQueries.deleteStaff(stranger, ours.agenda.staffId), nothing],
  setServicesOfStaff: [
    () => agendaQueries.setServicesOfStaff(stranger, ours.agenda.staffId, [ours.agenda.serviceId]),
    harmless,
  ],
  giveServiceToAll: [() => agendaQueries.giveServiceToAll(stranger, ours.agenda.serviceId), harmless],
  orderStaff: [() => agendaQueries.orderStaff(stranger, [randomUUID(), ours.agenda.staffId]), harmless],
  listServices: [() => agendaQueries.listServices(stranger), empty],
  findService: [() => agendaQueries.findService(stranger, ours.agenda.serviceId), nothing],
  countServices: [
    () => agendaQueries.countServices(stranger),
    (answer) => (answer as { services: number }).services === 0,
  ],
  insertService: [() => agendaQueries.insertService(stranger, service()), strangersOwn],
  changeService: [
    () => agendaQueries.changeService(stranger, ours.agenda.serviceId, { name: "changed" }),
    nothing,
  ],
  deleteService: [() => agendaQueries.deleteService(stranger, ours.agenda.serviceId), nothing],
  orderServices: [
    () => agendaQueries.orderServices(stranger, [randomUUID(), ours.agenda.serviceId]),
    harmless,
  ],
  listClosures: [() => agendaQueries.listClosures(stranger, { from: new Date(0) }), empty],
  listHolidayDays: [() => agendaQueries.listHolidayDays(stranger, ["2098-12-25"]), empty],
  insertClosures: [
    () => refused(agendaQueries.insertClosures(stranger, [closed(ours.agenda.staffId)])),
    isRefused,
  ],
  deleteClosure: [() => agendaQueries.deleteClosure(stranger, ours.agenda.closureId), nothing],
  listFeeds: [() => calendarFeedQueries.listFeeds(stranger), empty],
  countFeeds: [() => calendarFeedQueries.countFeeds(stranger), nothing],
  insertFeed: [() => refused(calendarFeedQueries.insertFeed(stranger, feed(ours.agenda.staffId))), isRefused],
  deleteFeed: [() => calendarFeedQueries.deleteFeed(stranger, ours.agenda.feedId), nothing],
  listFeedAppointments: [
    () =>
      calendarFeedQueries.listFeedAppointments(stranger, {
        from: new Date(0),
        to: new Date(8_000_000_000_000),
        staffId: ours.agenda.staffId,
      }),
    empty,
  ],
  insertImport: [() => importQueries.insertImport(stranger, importFile()), strangersOwn],
  findImport: [() => importQueries.findImport(stranger, ours.importId), nothing],
  listImports: [
    () => importQueries.listImports(stranger, 100),
    (answer) => (answer as unknown[]).every(strangersOwn),
  ],
  changeDraft: [() => importQueries.changeDraft(stranger, ours.importId, { kind: "lead" }), nothing],
  queueImport: [() => importQueries.queueImport(stranger, ours.importId, { isCheck: false }), nothing],
  cancelImport: [() => importQueries.cancelImport(stranger, ours.importId), nothing],
  claimImport: [
    () => importQueries.claimImport(stranger, ours.importId, { claimId: randomUUID(), staleSeconds: 0 }),
    nothing,
  ],
  touchImport: [
    () => importQueries.touchImport(stranger, ours.importId, { claimId: randomUUID(), counts: noCounts }),
    nothing,
  ],
  endImport: [
    () => importQueries.endImport(stranger, ours.importId, { claimId: randomUUID(), status: "completed" }),
    nothing,
  ],
  insertImportFaults: [
    () =>
      refused(
        importQueries.insertImportFaults(stranger, ours.importId, [{ row: 3, reasons: {}, cells: ["x"] }]),
      ),
    isRefused,
  ],
  deleteImportFaults: [() => importQueries.deleteImportFaults(stranger, ours.importId), harmless],
  listImportFaults: [
    () => importQueries.listImportFaults(stranger, ours.importId, { afterRow: 0, limit: 10 }),
    empty,
  ],
  forgetImportFile: [() => importQueries.forgetImportFile(stranger, ours.importId), harmless],
  forgetPlans: [() => importedContactQueries.forgetPlans(stranger), harmless],
  lockCandidates: [
    async () => {
      const contacts = await database.owner<{ key: string; email: string; number: string; id: string }[]>`
        select c.name_key as key, coalesce(c.email, '') as email, coalesce(c.external_id, '') as id,
          coalesce(n.number, '') as number from contacts c left join contact_numbers n on n.contact_id = c.id
        where c.tenant_id = ${ours.scope.tenantId}`;
      return importedContactQueries.lockCandidates(stranger, {
        externalIds: contacts.map(({ id }) => id),
        numbers: contacts.map(({ number, key }) => ({ number, nameKey: key })),
        emails: contacts.map(({ email, key }) => ({ email, nameKey: key })),
      });
    },
    empty,
  ],
  insertContacts: [
    () => importedContactQueries.insertContacts(stranger, [bulkContact(randomUUID())]),
    harmless,
  ],
  replaceContacts: [
    async () => {
      const contacts = await database.owner<{ id: string }[]>`
        select id from contacts where tenant_id = ${ours.scope.tenantId}`;
      return importedContactQueries.replaceContacts(
        stranger,
        contacts.map(({ id }) => bulkContact(id)),
      );
    },
    harmless,
  ],
  insertConsents: [
    () =>
      refused(
        importedContactQueries.insertConsents(
          stranger,
          [{ contactId: randomUUID(), purpose: "marketing", decision: "granted", evidence: "x" }],
          { onlyNew: false, recordedBy: "x" },
        ),
      ),
    isRefused,
  ],
  listAgents: [() => agentQueries.listAgents(stranger), empty],
  findAgent: [() => agentQueries.findAgent(stranger, ours.agentId), nothing],
  createAgent: [async () => typeof (await agentQueries.listAgents(stranger)), harmless],
  updateAgent: [() => agentQueries.updateAgent(stranger, ours.agentId, { name: "changed" }), nothing],
  markPublished: [
    () =>
      agentVersionQueries.markPublished(stranger, ours.agentId, {
        elevenLabsAgentId: "agent_theirs",
        allowedOverrides: [],
        publishedConfig: {},
        snapshot: {},
        restoredFrom: null,
      }),
    nothing,
  ],
  listAgentVersions: [() => agentVersionQueries.listAgentVersions(stranger, ours.agentId, 10), empty],
  findAgentVersion: [() => agentVersionQueries.findAgentVersion(stranger, ours.agentId, 1), nothing],
  claimVendorSetup: [
    () => vendorSetupQueries.claimVendorSetup(stranger, { holder: "x", seconds: 60 }),
    nothing,
  ],
  releaseVendorSetup: [() => vendorSetupQueries.releaseVendorSetup(stranger, "x"), harmless],
  addVendorSetup: [() => vendorSetupQueries.addVendorSetup(stranger, { x: "y" }), harmless],
  replaceSecrets: [
    () =>
      vendorSetupQueries.replaceSecrets(stranger, {
        before: "k1.a.b.c",
        sealedSecrets: "theirs",
        hints: {},
        ids: {},
      }),
    nothing,
  ],
  listNumbers: [() => agentQueries.listNumbers(stranger), empty],
  findNumber: [() => agentQueries.findNumber(stranger, { id: ours.number.id }), nothing],
  updateNumber: [() => agentQueries.updateNumber(stranger, ours.number.id, { agentId: null }), harmless],
  listNumbersOfAgent: [() => agentQueries.listNumbersOfAgent(stranger, ours.agentId), empty],
  saveOwnedNumbers: [
    () =>
      agentQueries.saveOwnedNumbers(stranger, [
        { phoneNumber: ours.number.phoneNumber, label: "stolen", twilioNumberSid: newSid("PN") },
      ]),
    empty,
  ],
  disownNumbers: [() => agentQueries.disownNumbers(stranger), harmless],
  markNumbersGone: [() => agentQueries.markNumbersGone(stranger, []), nothing],
  findCall: [() => callQueries.findCall(stranger, ours.call.id), nothing],
  lockCall: [() => callQueries.lockCall(stranger, ours.call.id), nothing],
  createCall: [
    () =>
      refused(
        callQueries.createCall(stranger, {
          direction: "inbound",
          mode: "bridge",
          status: "queued",
          fromNumber: "+34600000000",
          toNumber: "+34600000001",
          twilioCallSid: ours.call.twilioCallSid,
        }),
      ),
    (answer) => answer !== "done",
  ],
  updateCall: [() => callQueries.updateCall(stranger, ours.call.id, { title: "changed" }), harmless],
  insertCallEvent: [
    () => refused(callQueries.insertCallEvent(stranger, event())),
    (answer) => answer === "refused",
  ],
  listCallEvents: [() => callQueries.listCallEvents(stranger, ours.call.id), empty],
  claimStreamToken: [
    () => callQueries.claimStreamToken(stranger, ours.call.id, claim()),
    (answer) => answer === "wrong",
  ],
  upsertTurns: [
    () => refused(callQueries.upsertTurns(stranger, ours.call.id, "es", [turn()])),
    (answer) => answer === "refused",
  ],
  listTurns: [() => callQueries.listTurns(stranger, ours.call.id), empty],
  listCalls: [
    () => callQueries.listCalls(stranger, { agentId: ours.agentId, words: "cita" }, { limit: 10 }),
    empty,
  ],
  listLiveCalls: [() => callQueries.listLiveCalls(stranger), empty],
  listWaitingCalls: [() => attentionQueries.listWaitingCalls(stranger), empty],
  findAttention: [() => attentionQueries.findAttention(stranger, ours.call.id), nothing],
  setAttentionDone: [
    () => attentionQueries.setAttentionDone(stranger, ours.call.id, "user:stranger"),
    nothing,
  ],
  notifyTenant: [() => callQueries.notifyTenant(stranger, { type: "agents" }), harmless],
  notifyHangUp: [() => callQueries.notifyHangUp(stranger, randomUUID()), harmless],
  keepWebhook: [
    () =>
      webhookQueries.keepWebhook(stranger, {
        provider: "twilio",
        kind: "voice",
        externalId: "the same",
        callId: null,
        body: {},
      }),
    (answer) => (answer as { fresh: boolean }).fresh,
  ],
  finishWebhook: [() => webhookQueries.finishWebhook(stranger, ours.webhookId, "changed"), harmless],
  findCallByConversation: [
    () => callQueries.findCallByConversation(stranger, ours.call.elevenLabsConversationId ?? ""),
    nothing,
  ],
  findLastContact: [() => outboundQueries.findLastContact(stranger, ours.call.toNumber), nothing],
  findCallByIdempotencyKey: [
    () => outboundQueries.findCallByIdempotencyKey(stranger, ours.call.idempotencyKey ?? ""),
    nothing,
  ],
  readOutboundUse: [
    () => outboundQueries.readOutboundUse(stranger, { dayStart: new Date(0), toNumber: ours.call.toNumber }),
    (answer) => Object.values(answer as object).every((value) => value === 0 || value === false),
  ],
  listKnownCallSids: [
    () => outboundQueries.listKnownCallSids(stranger, [ours.call.twilioCallSid ?? ""]),
    empty,
  ],
  findAgentByVendorId: [
    async () => {
      const [agent] = await agentQueries.listAgents(ours.scope);
      return agentQueries.findAgentByVendorId(stranger, agent?.elevenLabsAgentId ?? "");
    },
    nothing,
  ],
  lockTenant: [() => teamQueries.lockTenant(stranger), harmless],
  findCallByCallSid: [() => callQueries.findCallByCallSid(stranger, ours.call.twilioCallSid ?? ""), nothing],
  insertRecording: [() => refused(recordingQueries.insertRecording(stranger, recording())), isRefused],
  findRecording: [() => recordingQueries.findRecording(stranger, ours.recordingId), nothing],
  findRecordingOf: [
    () => recordingQueries.findRecordingOf(stranger, "elevenlabs", ours.call.elevenLabsConversationId ?? ""),
    nothing,
  ],
  listRecordings: [() => recordingQueries.listRecordings(stranger, ours.call.id), empty],
  readFigures: [
    () => analyticsQueries.readFigures(stranger, allTime()),
    (answer) => (answer as { kind: string; calls: number }[]).every(({ calls }) => calls === 0),
  ],
  figuresStatement: [async () => typeof analyticsQueries.figuresStatement, harmless],
  listApiKeys: [() => apiKeyQueries.listApiKeys(stranger), empty],
  countApiKeys: [() => apiKeyQueries.countApiKeys(stranger), nothing],
  createApiKey: [() => apiKeyQueries.createApiKey(stranger, apiKey()), strangersOwn],
  revokeApiKey: [() => apiKeyQueries.revokeApiKey(stranger, ours.keyId), nothing],
  pageOfCalls: [
    () => callRecordQueries.pageOfCalls(stranger, {}, { offset: 0, limit: 100 }),
    (answer) => (answer as { rows: { tenantId: string }[] }).rows.every((row) => strangersOwn(row)),
  ],
  findHealthReport: [() => healthQueries.findHealthReport(stranger), nothing],
  saveHealthReport: [
    () => healthQueries.saveHealthReport(stranger, { checkedAt: new Date(), findings: [] }),
    harmless,
  ],
  findSpeechClip: [() => speechQueries.findSpeechClip(stranger, ours.clipKey), nothing],
  saveSpeechClip: [() => speechQueries.saveSpeechClip(stranger, ours.clipKey, "BBBB"), harmless],
  getTenant: [
    () => teamQueries.getTenant(stranger),
    (answer) => (answer as { id: string }).id === stranger.tenantId,
  ],
  updateTenant: [
    () => teamQueries.updateTenant(stranger, { name: "changed" }),
    (answer) => (answer as { id: string }).id === stranger.tenantId,
  ],
  listMembers: [
    () => teamQueries.listMembers(stranger),
    (answer) => (answer as { userId: string }[]).every(({ userId }) => userId === strangerId),
  ],
  lockMembers: [
    () => teamQueries.lockMembers(stranger),
    (answer) => (answer as { userId: string }[]).every(({ userId }) => userId === strangerId),
  ],
  setRole: [() => teamQueries.setRole(stranger, ours.ownerId, "viewer"), harmless],
  deleteMember: [() => teamQueries.deleteMember(stranger, ours.ownerId), harmless],
  listInvitations: [() => teamQueries.listInvitations(stranger), empty],
  createInvitation: [
    () =>
      teamQueries.createInvitation(stranger, {
        email: newEmail(),
        role: "viewer",
        tokenHash: randomUUID(),
        invitedBy: "x",
        expiresAt: new Date(),
      }),
    strangersOwn,
  ],
  deleteInvitation: [() => teamQueries.deleteInvitation(stranger, ours.invitationId), nothing],
  deleteInvitationsBy: [() => teamQueries.deleteInvitationsBy(stranger, ours.scope.actor, ["viewer"]), empty],
  findSameMessage: [() => messageQueries.findSameMessage(stranger, ours.call.id, "Llámeme"), nothing],
  findMessage: [() => messageQueries.findMessage(stranger, ours.messageId), nothing],
  insertMessage: [() => refused(messageQueries.insertMessage(stranger, message())), isRefused],
  setMessageDone: [() => messageQueries.setMessageDone(stranger, ours.messageId, "x"), nothing],
  listMessages: [
    () =>
      messageQueries.listMessages(
        stranger,
        { state: undefined, contactId: undefined, callId: ours.call.id },
        { after: undefined, limit: 10 },
      ),
    empty,
  ],
  insertDeliveries: [() => outgoingQueries.insertDeliveries(stranger, "message.taken", {}), harmless],
  insertDelivery: [
    () =>
      refused(
        outgoingQueries.insertDelivery(stranger, {
          endpointId: ours.webhook.endpointId,
          event: "message.taken",
          data: {},
        }),
      ),
    isRefused,
  ],
  listEndpoints: [
    () => outgoingQueries.listEndpoints(stranger),
    (answer) => (answer as { tenantId: string }[]).every((row) => strangersOwn(row)),
  ],
  countEndpoints: [() => outgoingQueries.countEndpoints(stranger), nothing],
  findEndpoint: [() => outgoingQueries.findEndpoint(stranger, ours.webhook.endpointId), nothing],
  lockEndpoint: [() => outgoingQueries.lockEndpoint(stranger, ours.webhook.endpointId), nothing],
  createEndpoint: [() => outgoingQueries.createEndpoint(stranger, endpoint()), strangersOwn],
  updateEndpoint: [
    () => outgoingQueries.updateEndpoint(stranger, ours.webhook.endpointId, { active: false }),
    nothing,
  ],
  deleteEndpoint: [() => outgoingQueries.deleteEndpoint(stranger, ours.webhook.endpointId), nothing],
  findDelivery: [() => outgoingQueries.findDelivery(stranger, ours.webhook.deliveryId), nothing],
  recordAttempt: [() => outgoingQueries.recordAttempt(stranger, attempt()), nothing],
  failPendingDeliveries: [
    () => outgoingQueries.failPendingDeliveries(stranger, ours.webhook.endpointId, "x"),
    harmless,
  ],
  hasFailedFor: [() => outgoingQueries.hasFailedFor(stranger, ours.webhook.endpointId, -1), nothing],
  listDeliveries: [() => outgoingQueries.listDeliveries(stranger, ours.webhook.endpointId, wholeLog), empty],
  replayFailedDeliveries: [
    () => outgoingQueries.replayFailedDeliveries(stranger, ours.webhook.endpointId),
    nothing,
  ],
  deleteOldDeliveries: [
    () => outgoingQueries.deleteOldDeliveries(stranger, ours.webhook.endpointId, -1),
    harmless,
  ],
  findContactById: [() => contactQueries.findContactById(stranger, ours.contactId), nothing],
  findContactByExternalId: [() => contactQueries.findContactByExternalId(stranger, "HC-1"), nothing],
  findContactsByNumber: [() => contactQueries.findContactsByNumber(stranger, "+34600000000"), empty],
  findContactsByNameKey: [() => contactQueries.findContactsByNameKey(stranger, "rosa nunez"), empty],
  lockContact: [() => contactQueries.lockContact(stranger, ours.contactId), nothing],
  insertContact: [
    () =>
      contactQueries.insertContact(stranger, { kind: "lead", name: "x", nameKey: "x", externalId: "HC-1" }),
    strangersOwn,
  ],
  changeContact: [
    () => contactQueries.changeContact(stranger, ours.contactId, { name: "changed", numbers: [] }),
    nothing,
  ],
  listSharers: [() => contactQueries.listSharers(stranger, ours.contactId), empty],
  isNumberBlocked: [() => contactQueries.isNumberBlocked(stranger, "+34600000001"), nothing],
  blockNumber: [
    () => contactQueries.blockNumber(stranger, { number: "+34600000001", reason: "changed" }),
    harmless,
  ],
  blockNumbersOf: [() => contactQueries.blockNumbersOf(stranger, ours.contactId, { reason: "x" }), harmless],
  unblockNumbersOf: [() => contactQueries.unblockNumbersOf(stranger, ours.contactId), harmless],
  listContacts: [
    async () => {
      const rows = await contactListQueries.listContacts(
        stranger,
        { search: { words: "rosa:*", lastDigits: "0000", textPrefix: "hc" } },
        { limit: 50 },
      );
      return rows.filter(({ tenantId }) => tenantId !== stranger.tenantId);
    },
    empty,
  ],
  listTags: [() => contactListQueries.listTags(stranger), empty],
  listConsents: [() => consentQueries.listConsents(stranger, ours.contactId), empty],
  insertConsent: [
    () =>
      refused(
        consentQueries.insertConsent(stranger, {
          ...consentInput.parse({
            purpose: "marketing",
            channel: "call",
            decision: "refused",
            source: "call",
          }),
          contactId: ours.contactId,
          decidedAt: new Date(),
        }),
      ),
    isRefused,
  ],
  repointContact: [
    async () => {
      const mine = await createContact(stranger, contactInput.parse({ name: "Ajena" }));
      await contactRemovalQueries.repointContact(stranger, { fromId: ours.contactId, toId: mine.id });
    },
    harmless,
  ],
  deleteContact: [() => contactRemovalQueries.deleteContact(stranger, ours.contactId), nothing],
  lockCallsOf: [() => contactRemovalQueries.lockCallsOf(stranger, ours.contactId), empty],
  deleteContactWithTraces: [
    () => contactRemovalQueries.deleteContactWithTraces(stranger, ours.contactId, [ours.call.id]),
    (answer) => (answer as { recordings: number }).recordings === 0,
  ],
  countTraces: [
    () => contactRemovalQueries.countTraces(stranger, ours.contactId),
    (answer) => Object.values(answer as Record<string, number>).every((count) => count === 0),
  ],
  writeAudit: [() => teamQueries.writeAudit(stranger, { action: "x", subject: ours.agentId }), harmless],
};

const EXPORTS = {
  ...consentQueries,
  ...contactListQueries,
  ...contactQueries,
  ...contactRemovalQueries,
  ...messageQueries,
  ...outgoingQueries,
  ...outboundQueries,
  ...agendaQueries,
  ...agentQueries,
  ...appointmentQueries,
  ...toolUseQueries,
  ...agentVersionQueries,
  ...vendorSetupQueries,
  ...analyticsQueries,
  ...apiKeyQueries,
  ...calendarFeedQueries,
  ...callRecordQueries,
  ...attentionQueries,
  ...callQueries,
  ...importQueries,
  ...importedContactQueries,
  ...healthQueries,
  ...recordingQueries,
  ...speechQueries,
  ...teamQueries,
  ...webhookQueries,
};
const SCOPED = Object.entries(EXPORTS)
  .filter(([, exported]) => typeof exported === "function" && !(exported.prototype instanceof Error))
  .map(([name]) => name);

describe("a query asked by a stranger with our ids", () => {
  it("is listed here for every query there is", () => {
    expect(Object.keys(ATTEMPTS).sort()).toEqual(SCOPED.sort());
  });

  it.each(Object.keys(ATTEMPTS))("%s finds nothing and changes nothing of ours", async (name) => {
    const attempt = ATTEMPTS[name];
    if (!attempt) throw new Error(`${name} is not listed`);
    const before = await everythingOfOurs();
    const answer = await attempt[0]();
    expect(attempt[1](answer), JSON.stringify(answer)).toBe(true);
    expect(await everythingOfOurs()).toEqual(before);
  });
});

describe("a verb called by a stranger with our ids", () => {
  const VERBS: Record<string, () => Promise<unknown>> = {
    getAppointmentDetail: () => getAppointmentDetail(stranger, ours.appointmentId),
    changeAppointment: () => changeAppointment(stranger, ours.appointmentId, { notes: "changed" }),
    setAppointmentStatus: () => setAppointmentStatus(stranger, ours.appointmentId, { status: "cancelled" }),
    getAppointmentByExternalId: () => getAppointmentByExternalId(stranger, "A-1"),
    bookAppointment: () =>
      bookAppointment(stranger, {
        contactId: ours.contactId,
        staffId: ours.agenda.staffId,
        serviceId: ours.agenda.serviceId,
        title: "",
        notes: "",
        externalId: null,
        startsAt: new Date("2098-01-01T10:00:00Z"),
      }),
    findFreeSlots: () =>
      findFreeSlots(stranger, { serviceId: ours.agenda.serviceId, from: "2098-01-01", days: 1 }),
    listToolUsesOfCall: () => listToolUsesOfCall(stranger, ours.call.id),
    callPatient: () => callPatient(stranger, ours.contactId, {}),
    createStaff: () => createStaff(stranger, { name: "x", serviceIds: [ours.agenda.serviceId] }),
    updateStaff: () => updateStaff(stranger, ours.agenda.staffId, { name: "changed" }),
    deleteStaff: () => deleteStaff(stranger, ours.agenda.staffId),
    orderStaff: () => orderStaff(stranger, [ours.agenda.staffId]),
    updateService: () => updateService(stranger, ours.agenda.serviceId, { name: "changed" }),
    deleteService: () => deleteService(stranger, ours.agenda.serviceId),
    orderServices: () => orderServices(stranger, [ours.agenda.serviceId]),
    createClosure: () =>
      createClosure(
        stranger,
        closureInput.parse({
          staffId: ours.agenda.staffId,
          startsAt: "2098-01-01T00:00:00Z",
          endsAt: "2098-01-02T00:00:00Z",
          reason: "x",
        }),
      ),
    deleteClosure: () => deleteClosure(stranger, ours.agenda.closureId),
    createFeed: () =>
      createFeed(stranger, { name: "x" }, { name: "x", staffId: ours.agenda.staffId, showNames: true }),
    revokeFeed: () => revokeFeed(stranger, ours.agenda.feedId),
    getContact: () => getContact(stranger, ours.contactId),
    countErasure: () => countErasure(stranger, ours.contactId),
    updateContact: () => updateContact(stranger, ours.contactId, { name: "changed" }),
    mergeContacts: () => mergeContacts(stranger, ours.contactId, randomUUID()),
    setDoNotCall: () => setDoNotCall(stranger, ours.contactId, { reason: "x" }),
    clearDoNotCall: () => clearDoNotCall(stranger, ours.contactId),
    listConsents: () => listConsents(stranger, ours.contactId),
    addConsent: () =>
      addConsent(
        stranger,
        ours.contactId,
        consentInput.parse({ purpose: "marketing", channel: "call", decision: "refused", source: "call" }),
      ),
    getImport: () => getImport(stranger, ours.importId),
    changeImport: () => changeImport(stranger, ours.importId, { patch: { kind: "lead" }, country: "ES" }),
    previewImport: () => previewImport(stranger, ours.importId, "ES"),
    startImport: () => startImport(stranger, ours.importId, { isCheck: false }),
    cancelImport: () => cancelImport(stranger, ours.importId),
    exportFaults: () =>
      exportFaults(stranger, ours.importId, {
        row: "",
        reason: "",
        columnName: String,
        sentenceOf: String,
      }),
    getAgent: () => getAgent(stranger, ours.agentId),
    updateAgent: () => updateAgent(stranger, ours.agentId, { name: "changed" }),
    publishAgent: () => publishAgent(stranger, ours.agentId),
    getDifference: () => getDifference(stranger, ours.agentId),
    listVersions: () => listVersions(stranger, ours.agentId),
    restoreVersion: () => restoreVersion(stranger, { agentId: ours.agentId, version: 1 }),
    getCall: () => getCall(stranger, ours.call.id),
    listCallTurns: () => listCallTurns(stranger, ours.call.id),
    listCallRecordings: () => listCallRecordings(stranger, ours.call.id),
    getRecording: () => getRecording(stranger, ours.recordingId),
    listEventsOfCall: () => listEventsOfCall(stranger, ours.call.id),
    hangUpCall: () => hangUpCall(stranger, ours.call.id),
    continueCall: () => continueCall(stranger, ours.call.id),
    recordCallEvents: () => recordCallEvents(stranger, ours.call.id, []),
    assignNumber: () => assignNumber(stranger, ours.number.id, null),
    importNumber: () => importNumber(stranger, ours.number.id),
    routeNumber: () => routeNumber(stranger, ours.number.id, "centralita"),
    assignPhoneNumber: () =>
      assignPhoneNumber(stranger, { agentId: ours.agentId, phoneNumber: "+34910000001" }),
    unassignAgent: () => unassignAgent(stranger, ours.agentId),
    revokeApiKey: () => revokeApiKey(stranger, ours.keyId),
    readConversation: () => readConversation(stranger, ours.call.id),
    endConversation: () => endConversation(stranger, ours.call.elevenLabsConversationId ?? ""),
    finishMessage: () => finishMessage(stranger, ours.messageId, true),
    takeMessage: () => takeMessage(stranger, { callId: ours.call.id, text: "x", isUrgent: false }),
    updateWebhookEndpoint: () => updateEndpoint(stranger, ours.webhook.endpointId, { active: false }),
    deleteWebhookEndpoint: () => deleteEndpoint(stranger, ours.webhook.endpointId),
    rotateSecret: () => rotateSecret(stranger, ours.webhook.endpointId),
    testEndpoint: () => testEndpoint(stranger, ours.webhook.endpointId),
    listWebhookDeliveries: () => listDeliveries(stranger, ours.webhook.endpointId, { limit: 10 }),
    getDelivery: () => getDelivery(stranger, ours.webhook.deliveryId),
    replayDelivery: () => replayDelivery(stranger, ours.webhook.deliveryId),
    replayFailed: () => replayFailed(stranger, ours.webhook.endpointId),
    revokeInvitation: () => revokeInvitation(stranger, ours.invitationId),
    changeRole: () => changeRole(stranger, "owner", ours.ownerId, "viewer"),
    removeMember: () => removeMember(stranger, "owner", ours.ownerId),
  };

  it.each(Object.keys(VERBS))("%s says not_found and changes nothing of ours", async (name) => {
    const before = await everythingOfOurs();
    await expect(VERBS[name]?.()).rejects.toMatchObject({ code: "not_found" });
    expect(await everythingOfOurs()).toEqual(before);
  });
});
