import type { z } from "zod";
import { type Scope, withTransaction } from "@/db/client";
import {
  type AgentWithNumbers,
  createAgent as insertAgent,
  findAgent,
  updateAgent as saveChanges,
} from "@/db/queries/agents";
import { notifyTenant } from "@/db/queries/calls";
import { getTenant, writeAudit } from "@/db/queries/team";
import { env } from "@/env";
import { getElevenLabsCredentials } from "@/lib/accounts/credentials";
import { definedOnly } from "@/lib/defined-only";
import { AppError, ProviderError } from "@/lib/errors";
import { createVendorAgent, fetchVendorAgent, TELEPHONE_FORMAT } from "@/lib/providers/elevenlabs/rest";
import { describeClientTools } from "@/lib/tools/run-tool";
import type { AgentInput, agentPatch } from "./schema";

/** Links the agent named by `elevenLabsAgentId`, or creates one at ElevenLabs when it is null. */
export async function createAgent(scope: Scope, input: AgentInput): Promise<AgentWithNumbers> {
  const link = await linkAgent(scope, input);
  return withTransaction(scope, async (inner) => {
    const id = await insertAgent(inner, { ...input, ...link });
    await writeAudit(inner, { action: "agent.create", subject: id, details: { name: input.name } });
    await notifyTenant(inner, { type: "agents" });
    return getAgent(inner, id);
  });
}

/** Throws `not_found` for an agent of another tenant. */
export async function updateAgent(
  scope: Scope,
  agentId: string,
  patch: z.output<typeof agentPatch>,
): Promise<AgentWithNumbers> {
  const before = await getAgent(scope, agentId);
  const changes = definedOnly(patch);
  const relink = "elevenLabsAgentId" in changes && changes.elevenLabsAgentId !== before.elevenLabsAgentId;
  const link = relink ? await linkAgent(scope, { ...before, ...changes }) : {};
  return withTransaction(scope, async (inner) => {
    if (!(await saveChanges(inner, agentId, { ...changes, ...link })))
      throw new AppError("not_found", `agent ${agentId}`);
    await writeAudit(inner, {
      action: "agent.update",
      subject: agentId,
      details: { fields: Object.keys(changes), before: pick(before, changes), after: changes },
    });
    await notifyTenant(inner, { type: "agents" });
    return getAgent(inner, agentId);
  });
}

/** Throws `not_found` for an agent of another tenant. */
export async function getAgent(scope: Scope, agentId: string): Promise<AgentWithNumbers> {
  const agent = await findAgent(scope, agentId);
  if (!agent) throw new AppError("not_found", `agent ${agentId}`);
  return agent;
}

async function linkAgent(
  scope: Scope,
  agent: Omit<AgentInput, "type" | "mode" | "status">,
): Promise<{ elevenLabsAgentId: string; allowedOverrides: string[] }> {
  const { apiKey } = await getElevenLabsCredentials(scope);
  const elevenLabsAgentId = agent.elevenLabsAgentId ?? (await createAtVendor(scope, apiKey, agent));
  try {
    const found = await fetchVendorAgent(apiKey, elevenLabsAgentId);
    if (found.inputFormat !== TELEPHONE_FORMAT || found.outputFormat !== TELEPHONE_FORMAT) {
      throw new AppError("invalid", "audio formats", { elevenLabsAgentId: "not_telephone_audio" });
    }
    return { elevenLabsAgentId, allowedOverrides: found.allowedOverrides };
  } catch (error) {
    if (error instanceof ProviderError && error.httpStatus === 404) {
      throw new AppError("invalid", "unknown at the vendor", { elevenLabsAgentId: "unknown_at_vendor" });
    }
    throw error;
  }
}

async function createAtVendor(
  scope: Scope,
  apiKey: string,
  agent: Pick<AgentInput, "name" | "language" | "prompt" | "firstMessage" | "voiceId">,
): Promise<string> {
  const tenant = await getTenant(scope);
  return createVendorAgent(apiKey, {
    name: agent.name,
    language: agent.language,
    prompt: agent.prompt,
    firstMessage: agent.firstMessage,
    voiceId: agent.voiceId,
    timeZone: tenant.timeZone,
    maxDurationSeconds: env.MAX_CALL_DURATION_SECONDS,
    clientTools: describeClientTools(),
  });
}

function pick(row: Record<string, unknown>, like: object): Record<string, unknown> {
  return Object.fromEntries(Object.keys(like).map((name) => [name, row[name]]));
}
