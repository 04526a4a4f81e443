import { type Scope, withTransaction } from "@/db/client";
import { updateAgent } from "@/db/queries/agents";
import { notifyTenant } from "@/db/queries/calls";
import { usualSetup, type VendorSetup } from "@/lib/accounts/vendor-setup";
import { publicationOf } from "@/lib/agents/publication";
import { wantedConfig } from "@/lib/agents/push-agent";
import { getAgent } from "@/lib/agents/save-agent";
import type { VendorField } from "@/lib/agents/schema";
import { readVendorConfig, vendorBody, type VendorConfig } from "@/lib/agents/vendor-config";
import { AppError } from "@/lib/errors";
import { fetchVendorAgent, patchVendorAgent } from "@/lib/providers/elevenlabs/agents";
import type { OverrideLeaf } from "@/lib/providers/elevenlabs/overrides";

/**
 * Puts these settings of an agent at ElevenLabs as calls need them, and nothing else: what a person wrote there stays. For use inside
 * `atVendor`. Throws `conflict` for an agent that is not linked.
 */
export async function mendAgent(
  scope: Scope,
  agentId: string,
  fields: readonly VendorField[],
  given?: VendorSetup,
): Promise<void> {
  const agent = await getAgent(scope, agentId);
  const { elevenLabsAgentId } = agent;
  if (elevenLabsAgentId === null) throw new AppError("conflict", "agent_not_linked");
  const setup = given ?? (await usualSetup(scope));
  const ours = await wantedConfig(scope, agent, setup);
  const there = await fetchVendorAgent(setup.apiKey, elevenLabsAgentId);
  const changes: VendorConfig = Object.fromEntries(fields.map((field) => [field, ours[field]]));
  const texts = [agent.firstMessage, agent.prompt];
  const patch = vendorBody(changes, { agent: there, setup, texts });
  const theirs = readVendorConfig(
    await patchVendorAgent(setup.apiKey, elevenLabsAgentId, patch),
    ours,
    setup,
  );
  await withTransaction(scope, async (inner) => {
    const published = publicationOf(agent);
    const mended = Object.fromEntries(fields.map((field) => [field, theirs[field] ?? null]));
    await updateAgent(inner, agentId, {
      // Or the next publication would take our own change for somebody else's.
      ...(published ? { publishedConfig: { ...published, vendor: { ...published.vendor, ...mended } } } : {}),
      ...(fields.includes("overrides") ? { allowedOverrides: theirs.overrides as OverrideLeaf[] } : {}),
    });
    await notifyTenant(inner, { type: "agents" });
  });
}
