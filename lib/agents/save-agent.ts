import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { type Scope, withTransaction } from "@/db/client";
import { type AgentWithNumbers, findAgent, listAgents } from "@/db/queries/agents";
import { atVendor } from "@/lib/accounts/vendor-setup";
import { definedOnly } from "@/lib/defined-only";
import { AppError, ProviderError } from "@/lib/errors";
import { deleteVendorAgent } from "@/lib/providers/elevenlabs/agents";
import { DEFAULT_VOICE_SETTINGS, hasVendorAgent } from "@/lib/vocabulary";
import { keepChanges, keepNewAgent, keepPublication, keepVersion } from "./keep-agent";
import { isSameAtVendor, isSameSnapshot, snapshotOf, type AgentWithState, withState } from "./publication";
import {
  compareWithVendor,
  pushAgent,
  type Pushed,
  settleDifferences,
  UnconfirmedCreation,
} from "./push-agent";
import { agentFaults, faultFields } from "./rules";
import type { agentPatch, newAgentInput, PublishFault, Resolution } from "./schema";

export type SavedAgent = AgentWithState & { publishFault: PublishFault | null };

/** Throws `not_found` for an agent of another tenant. */
export async function getAgent(scope: Scope, agentId: string): Promise<AgentWithState> {
  const agent = await findAgent(scope, agentId);
  if (!agent) throw new AppError("not_found", `agent ${agentId}`);
  return withState(agent);
}

/**
 * Makes an agent here and at ElevenLabs, or takes over the one named by `elevenLabsAgentId`: both or nothing. Only when ElevenLabs does
 * not say whether it has made its part the agent stays, unpublished. A switched-off one with faults is kept here alone, and so is one of
 * a mode that needs no agent there.
 */
export async function createAgent(
  scope: Scope,
  { resolve = {}, ...input }: z.output<typeof newAgentInput>,
): Promise<SavedAgent> {
  const agent = draftOf(scope, input);
  const isSound = requireSound(agent);
  if (!hasVendorAgent(agent.mode)) {
    requireNoLink(null, agent);
    await withTransaction(scope, async (inner) => {
      await keepNewAgent(inner, agent, undefined);
      await keepVersion(inner, agent, null);
    });
    return saved(scope, agent.id, null);
  }
  if (!isSound) {
    await keepNewAgent(scope, agent, undefined);
    return saved(scope, agent.id, null);
  }
  await requireFree(scope, agent);
  return atVendor(scope, async () => {
    const { differences, ...vendor } = await compareWithVendor(scope, agent);
    const settled = settleDifferences(agent, differences, resolve);
    requireSound(settled);
    let pushed: Pushed;
    try {
      pushed = await pushAgent(scope, settled, vendor);
    } catch (error) {
      if (!(error instanceof UnconfirmedCreation)) throw error;
      await keepNewAgent(scope, settled, undefined);
      return saved(scope, agent.id, faultOf(error));
    }
    try {
      await keepNewAgent(scope, settled, pushed);
      return await saved(scope, agent.id, null);
    } catch (error) {
      // Nobody here knows of it: it must not stay behind.
      if (!vendor.there)
        await deleteVendorAgent(vendor.setup.apiKey, pushed.elevenLabsAgentId).catch(() => undefined);
      throw error;
    }
  });
}

/**
 * Saves the change here and, where the mode needs an agent there, publishes it at ElevenLabs. Throws before anything is saved:
 * `not_found`; `invalid` for an agent that is switched on and breaks a rule; `conflict` with the differences when somebody changed it
 * there and `resolve` does not say which side wins. When ElevenLabs does not do its part the change is kept here, the agent is `unpublished`, and `publishFault` says why.
 */
export async function updateAgent(
  scope: Scope,
  agentId: string,
  patch: z.output<typeof agentPatch>,
  restoredFrom: number | null = null,
): Promise<SavedAgent> {
  const { resolve = {}, ...changes } = definedOnly(patch);
  const before = await getAgent(scope, agentId);
  const wanted = applied(before, changes);
  const isSound = requireSound(wanted);
  if (!hasVendorAgent(wanted.mode)) {
    await keepHere(scope, { before, wanted, restoredFrom });
    return saved(scope, agentId, null);
  }
  if (!isSound || !needsPublishing(before, wanted)) {
    await keepChanges(scope, before, wanted);
    return saved(scope, agentId, null);
  }
  await requireFree(scope, wanted);
  try {
    await atVendor(scope, () => saveAndPublish(scope, agentId, { changes, resolve, restoredFrom }));
  } catch (error) {
    const publishFault = publishFaultOf(error);
    // A line that works keeps the agent it has until another one is there.
    if (!publishFault || isRelinked(before, wanted)) throw error;
    await keepChanges(scope, before, wanted);
    return saved(scope, agentId, publishFault);
  }
  return saved(scope, agentId, null);
}

/** A link from another mode stays for the way back; a new one would be of no use. */
function requireNoLink(before: AgentWithNumbers | null, { elevenLabsAgentId }: AgentWithNumbers): void {
  if (elevenLabsAgentId === null || elevenLabsAgentId === before?.elevenLabsAgentId) return;
  throw new AppError("invalid", "no agent there", { elevenLabsAgentId: "not_in_this_mode" });
}

async function keepHere(
  scope: Scope,
  change: { before: AgentWithNumbers; wanted: AgentWithNumbers; restoredFrom: number | null },
): Promise<void> {
  const { before, wanted, restoredFrom } = change;
  requireNoLink(before, wanted);
  await withTransaction(scope, async (inner) => {
    await keepChanges(inner, before, wanted);
    const isSame = isSameSnapshot(snapshotOf(before), snapshotOf(wanted));
    // As it stands now: somebody may have changed other fields meanwhile.
    if (!isSame || before.version === 0)
      await keepVersion(inner, await getAgent(inner, before.id), restoredFrom);
  });
}

async function saveAndPublish(
  scope: Scope,
  agentId: string,
  order: { changes: Changes; resolve: Resolution; restoredFrom: number | null },
): Promise<void> {
  // Whoever was before us may have changed other fields meanwhile.
  const before = await getAgent(scope, agentId);
  const wanted = applied(before, order.changes);
  const { differences, ...vendor } = await compareWithVendor(scope, wanted);
  const settled = settleDifferences(wanted, differences, order.resolve);
  requireSound(settled);
  if (!isRelinked(before, settled)) await keepChanges(scope, before, settled);
  const pushed = await pushAgent(scope, settled, vendor);
  if (isRelinked(before, settled)) await keepChanges(scope, before, settled);
  await keepPublication(scope, settled, { pushed, restoredFrom: order.restoredFrom });
}

const isRelinked = (before: AgentWithNumbers, after: AgentWithNumbers) =>
  before.elevenLabsAgentId !== after.elevenLabsAgentId;

async function saved(scope: Scope, agentId: string, publishFault: PublishFault | null): Promise<SavedAgent> {
  return { ...(await getAgent(scope, agentId)), publishFault };
}

type Changes = Omit<z.output<typeof agentPatch>, "resolve">;

function applied(before: AgentWithNumbers, changes: Changes): AgentWithNumbers {
  const wanted = { ...before, ...definedOnly(changes) };
  // Another agent there has another past.
  return wanted.elevenLabsAgentId === before.elevenLabsAgentId
    ? wanted
    : { ...wanted, publishedConfig: null, publishedAt: null, allowedOverrides: [] };
}

/** Whether the change concerns ElevenLabs, or the agent is about to speak without ever having been published as it is. */
function needsPublishing(before: AgentWithState, wanted: AgentWithNumbers): boolean {
  const isSwitchedOn = wanted.status === "active" && before.status === "inactive";
  return (
    isRelinked(before, wanted) ||
    !isSameAtVendor(snapshotOf(before), snapshotOf(wanted)) ||
    (isSwitchedOn && before.state === "unpublished")
  );
}

/** A switched-on agent has no faults; of a switched-off one it says whether it could be published. */
export function requireSound(agent: AgentWithNumbers): boolean {
  const faults = agentFaults(agent);
  if (faults.length > 0 && agent.status === "active")
    throw new AppError("invalid", "breaks a rule", faultFields(faults));
  return faults.length === 0;
}

/** Two agents of ours would overwrite each other in one of theirs. */
async function requireFree(scope: Scope, { id, elevenLabsAgentId }: AgentWithNumbers): Promise<void> {
  if (elevenLabsAgentId === null) return;
  const others = (await listAgents(scope)).filter((agent) => agent.id !== id);
  if (others.some((agent) => agent.elevenLabsAgentId === elevenLabsAgentId))
    throw new AppError("invalid", "linked to another agent", { elevenLabsAgentId: "taken" });
}

function draftOf(scope: Scope, input: Omit<z.output<typeof newAgentInput>, "resolve">): AgentWithNumbers {
  const now = new Date();
  return {
    ...input,
    tenantId: scope.tenantId,
    id: randomUUID(),
    variables: input.variables ?? {},
    maxDurationSeconds: input.maxDurationSeconds ?? null,
    silenceTimeoutSeconds: input.silenceTimeoutSeconds ?? DEFAULT_SILENCE_SECONDS,
    voiceSettings: input.voiceSettings ?? DEFAULT_VOICE_SETTINGS,
    model: input.model ?? null,
    ringSeconds: input.ringSeconds ?? null,
    speechTimeoutSeconds: input.speechTimeoutSeconds ?? null,
    machineAction: input.machineAction ?? "hang_up",
    machineMessage: input.machineMessage ?? "",
    allowedOverrides: [],
    version: 0,
    publishedConfig: null,
    publishedAt: null,
    createdAt: now,
    updatedAt: now,
    phoneNumbers: [],
  };
}

const DEFAULT_SILENCE_SECONDS = 30;

/** Why something is not at ElevenLabs, as far as a person can do something about it; undefined for every other error. */
function publishFaultOf(error: unknown): PublishFault | undefined {
  if (error instanceof ProviderError) return faultOf(error);
  if (!(error instanceof AppError && error.code === "conflict")) return undefined;
  if (error.message === "no_elevenlabs_account") return { code: "account", said: "" };
  if (error.message === "vendor_busy") return { code: "busy", said: "" };
  return undefined;
}

function faultOf({ message, vendorCode }: ProviderError): PublishFault {
  return { code: "vendor", said: vendorCode ? `${message} (${vendorCode})` : message };
}
