import { randomUUID } from "node:crypto";
import * as agentVersionQueries from "@/db/queries/agent-versions";
import * as agentQueries from "@/db/queries/agents";
import * as apiKeyQueries from "@/db/queries/api-keys";
import * as healthQueries from "@/db/queries/health";
import * as lineQueries from "@/db/queries/line";
import * as outgoingQueries from "@/db/queries/outgoing";
import * as teamQueries from "@/db/queries/team";
import * as vendorSetupQueries from "@/db/queries/vendor-setup";
import { newEmail, newSid } from "./business";
import {
  ours,
  stranger,
  strangerId,
  nothing,
  empty,
  harmless,
  strangersOwn,
  type Attempt,
  isRefused,
  refused,
} from "./stranger";

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
const endpoint = () => ({
  id: randomUUID(),
  url: "https://x.example.com",
  events: ["message.taken" as const],
  sealedSecret: "k1.x.x.x",
  createdBy: "x",
});
const downNow = () => ({
  state: "down" as const,
  failures: 3,
  successes: 0,
  changedAt: new Date(),
  error: "x",
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

/** Of the business itself: accounts, agents, numbers, team, keys and outgoing events. */
export const HOUSE_ATTEMPTS: Record<string, Attempt> = {
  listLineServices: [() => lineQueries.listLineServices(stranger), empty],
  findLineService: [() => lineQueries.findLineService(stranger, "agent"), nothing],
  lockLineService: [() => lineQueries.lockLineService(stranger, "agent"), strangersOwn],
  updateLineService: [
    () => lineQueries.updateLineService(stranger, "agent", downNow(), { probeInMs: 1000, mayPutOff: true }),
    harmless,
  ],
  deleteLineServices: [() => lineQueries.deleteLineServices(stranger, ["agent"]), harmless],
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
  addAgentVersion: [
    () => agentVersionQueries.addAgentVersion(stranger, ours.agentId, { snapshot: {}, restoredFrom: null }),
    nothing,
  ],
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
  findAgentByVendorId: [
    async () => {
      const [agent] = await agentQueries.listAgents(ours.scope);
      return agentQueries.findAgentByVendorId(stranger, agent?.elevenLabsAgentId ?? "");
    },
    nothing,
  ],
  lockTenant: [() => teamQueries.lockTenant(stranger), harmless],
  listApiKeys: [() => apiKeyQueries.listApiKeys(stranger), empty],
  countApiKeys: [() => apiKeyQueries.countApiKeys(stranger), nothing],
  createApiKey: [() => apiKeyQueries.createApiKey(stranger, apiKey()), strangersOwn],
  revokeApiKey: [() => apiKeyQueries.revokeApiKey(stranger, ours.keyId), nothing],
  findHealthReport: [() => healthQueries.findHealthReport(stranger), nothing],
  saveHealthReport: [
    () => healthQueries.saveHealthReport(stranger, { checkedAt: new Date(), findings: [] }),
    harmless,
  ],
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
  writeAudit: [() => teamQueries.writeAudit(stranger, { action: "x", subject: ours.agentId }), harmless],
};
