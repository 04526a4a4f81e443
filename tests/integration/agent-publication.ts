import { z } from "zod";
import type { AgentInput } from "@/lib/agents/schema";
import { failureEnvelope } from "@/lib/http/schema";
import { withSafetyRules } from "@/lib/safety/prompt-rules";
import { describeTools } from "@/lib/tools/run-tool";
import type { FaultOrder } from "../support/telephone";
import { Business, FIRST_MESSAGE, type HouseAddresses } from "../support/tenant";
import { VendorWorkspace } from "../support/vendor";

/** Agents that are published in workspaces where nothing was before. */

export const agentInput: AgentInput = {
  name: "Recepción",
  type: "inbound",
  mode: "bridge",
  status: "active",
  language: "es",
  elevenLabsAgentId: null,
  voiceId: null,
  prompt: "Es la recepcionista de una clínica.",
  firstMessage: FIRST_MESSAGE,
};

/** A prompt as it goes to the vendor. */
export const told = (prompt: string) => withSafetyRules(prompt, { language: "es", country: "ES" });

/** For this business alone. */
export async function misbehave(business: Business, fault: Omit<FaultOrder, "target">): Promise<void> {
  const match = [fault.match, business.apiKey].flat();
  await business.sandbox.misbehave({ ...fault, target: "elevenlabs.rest", match });
}

/** A business that has entered its key and nothing else: whatever its workspace needs is ours to make. */
export async function createBareBusiness(
  house: HouseAddresses,
  fault?: Omit<FaultOrder, "target">,
): Promise<{ business: Business; vendor: VendorWorkspace }> {
  const business = new Business(house);
  if (fault) await misbehave(business, fault);
  await business.signUp();
  const { apiKey, key } = business;
  await business.sandbox.control("POST", "world", { elevenlabs: { workspaces: [{ apiKey, name: key }] } });
  await business.client.ask("PUT", "/api/accounts/elevenlabs", z.object({ status: z.string() }), { apiKey });
  return { business, vendor: new VendorWorkspace(business) };
}

export async function createPublished(
  house: HouseAddresses,
  given: Partial<AgentInput> = {},
): Promise<{ business: Business; vendor: VendorWorkspace; path: string; vendorId: string }> {
  const { business, vendor } = await createBareBusiness(house);
  const agent = await business.createAgent(given);
  return { business, vendor, path: `/api/agents/${agent.id}`, vendorId: agent.elevenLabsAgentId ?? "" };
}

export async function refusal(business: Business, method: string, path: string, body: unknown) {
  const answer = await business.client.send(method, path, body);
  return { status: answer.status, error: failureEnvelope.parse(JSON.parse(answer.text)).error };
}

/** Every tool in both kinds. */
const TOOLS = describeTools().length;
const kinds = (kind: string) => Array.from({ length: TOOLS }, () => kind);
export const everything = {
  agents: 1,
  tools: [...kinds("client"), ...kinds("webhook")],
  secrets: 1,
  webhooks: 1,
};
