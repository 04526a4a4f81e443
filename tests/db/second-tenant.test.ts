import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "@/db/client";
import * as agentVersionQueries from "@/db/queries/agent-versions";
import * as agentQueries from "@/db/queries/agents";
import * as analyticsQueries from "@/db/queries/analytics";
import * as apiKeyQueries from "@/db/queries/api-keys";
import * as callRecordQueries from "@/db/queries/call-records";
import * as callQueries from "@/db/queries/calls";
import * as recordingQueries from "@/db/queries/recordings";
import * as healthQueries from "@/db/queries/health";
import * as outboundQueries from "@/db/queries/outbound-calls";
import * as speechQueries from "@/db/queries/speech";
import * as teamQueries from "@/db/queries/team";
import * as vendorSetupQueries from "@/db/queries/vendor-setup";
import * as webhookQueries from "@/db/queries/webhooks";
import { AppError } from "@/lib/errors";
import { getDifference, publishAgent } from "@/lib/agents/publish-agent";
import { getAgent, updateAgent } from "@/lib/agents/save-agent";
import { listVersions, restoreVersion } from "@/lib/agents/versions";
import { revokeApiKey } from "@/lib/api-keys/revoke-api-key";
import { getCall, listCallTurns, listEventsOfCall } from "@/lib/calls/get-call";
import { continueCall } from "@/lib/calls/continue-call";
import { hangUpCall } from "@/lib/calls/hang-up-call";
import { recordCallEvents } from "@/lib/calls/record-event";
import { endConversation, readConversation } from "@/lib/elevenlabs-api/conversations";
import { getRecording, listCallRecordings } from "@/lib/recordings/list-recordings";
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
  writeAudit: [() => teamQueries.writeAudit(stranger, { action: "x", subject: ours.agentId }), harmless],
};

const EXPORTS = {
  ...outboundQueries,
  ...agentQueries,
  ...agentVersionQueries,
  ...vendorSetupQueries,
  ...analyticsQueries,
  ...apiKeyQueries,
  ...callRecordQueries,
  ...callQueries,
  ...healthQueries,
  ...recordingQueries,
  ...speechQueries,
  ...teamQueries,
  ...webhookQueries,
};
const SCOPED = Object.entries(EXPORTS)
  .filter(([, exported]) => !(exported.prototype instanceof Error))
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
