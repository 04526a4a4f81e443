import type { Scope } from "@/db/client";
import { atVendor, readVendorSetup } from "@/lib/accounts/vendor-setup";
import { AppError } from "@/lib/errors";
import { hasVendorAgent } from "@/lib/vocabulary";
import { keepChanges, keepPublication } from "./keep-agent";
import type { AgentWithState } from "./publication";
import { compareWithVendor, pushAgent, settleDifferences } from "./push-agent";
import { getAgent, requireSound } from "./save-agent";
import type { AgentDifference, Resolution, VendorField } from "./schema";

/**
 * Makes ElevenLabs' agent what stands here, or what of it `resolve` gives to the other side. Throws `not_found`; `invalid` for an agent
 * that breaks a rule, switched on or not; `conflict` with the differences, or for a mode that needs no agent there; ProviderError when ElevenLabs does not do it.
 */
export async function publishAgent(
  scope: Scope,
  agentId: string,
  resolve: Resolution = {},
): Promise<AgentWithState> {
  const { mode } = await getAgent(scope, agentId);
  if (!hasVendorAgent(mode)) throw new AppError("conflict", "nothing_to_publish");
  await atVendor(scope, async () => {
    const agent = await getAgent(scope, agentId);
    const { differences, ...vendor } = await compareWithVendor(scope, agent);
    const settled = settleDifferences(agent, differences, resolve);
    requireSound({ ...settled, status: "active" });
    await keepChanges(scope, agent, settled);
    const pushed = await pushAgent(scope, settled, vendor);
    await keepPublication(scope, settled, { pushed, restoredFrom: null });
  });
  return getAgent(scope, agentId);
}

const REFERRING = new Set<VendorField>(["tools", "postCall", "personalization"]);

/** What stands here against what stands at ElevenLabs now. Throws ProviderError when it cannot be asked. */
export async function getDifference(scope: Scope, agentId: string): Promise<AgentDifference> {
  const agent = await getAgent(scope, agentId);
  if (agent.elevenLabsAgentId === null || !hasVendorAgent(agent.mode))
    return { state: "unlinked", differences: [] };
  const setup = await readVendorSetup(scope);
  try {
    const compared = await compareWithVendor(scope, agent, setup);
    // Before the workspace is arranged there is nothing that these could refer to.
    const differences = compared.differences.filter(
      ({ field }) => setup.postCallWebhookId !== "" || !REFERRING.has(field),
    );
    return { state: differences.length === 0 ? "same" : "differs", differences };
  } catch (error) {
    const isGone =
      error instanceof AppError &&
      (error.message === "gone_at_vendor" || error.fields?.["elevenLabsAgentId"] === "unknown_at_vendor");
    if (!isGone) throw error;
    return { state: "gone", differences: [] };
  }
}
