import { z } from "zod";
import type { Business } from "./tenant";

const listed = z.object({
  agents: z.array(z.object({ agent_id: z.string(), name: z.string() })).default([]),
  tools: z.array(z.object({ id: z.string(), tool_config: z.looseObject({ type: z.string() }) })).default([]),
  secrets: z.array(z.object({ secret_id: z.string(), name: z.string() })).default([]),
  webhooks: z
    .array(z.looseObject({ webhook_id: z.string(), webhook_url: z.string(), name: z.string() }))
    .default([]),
});

/** A business's ElevenLabs workspace, as its owner sees it there. */
export class VendorWorkspace {
  readonly #business: Business;

  constructor(business: Business) {
    this.#business = business;
  }

  async ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const { house, apiKey } = this.#business;
    const answer = await fetch(`${house.sandboxUrl}/v1/${path}`, {
      method,
      headers: { "xi-api-key": apiKey, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text === "" ? undefined : (JSON.parse(text) as unknown);
  }

  async agents() {
    return listed.parse(await this.ask("GET", "convai/agents?page_size=100")).agents;
  }

  async tools() {
    return listed.parse(await this.ask("GET", "convai/tools?page_size=100")).tools;
  }

  async secrets() {
    return listed.parse(await this.ask("GET", "convai/secrets?page_size=100")).secrets;
  }

  async webhooks() {
    return listed.parse(await this.ask("GET", "workspace/webhooks?include_usages=true")).webhooks;
  }

  /** How many there are of everything that an arrangement makes. */
  async count() {
    const [agents, tools, secrets, webhooks] = await Promise.all([
      this.agents(),
      this.tools(),
      this.secrets(),
      this.webhooks(),
    ]);
    return {
      agents: agents.length,
      tools: tools.map(({ tool_config: { type } }) => type).toSorted(),
      secrets: secrets.length,
      webhooks: webhooks.length,
    };
  }

  agent(vendorAgentId: string): Promise<unknown> {
    return this.ask("GET", `convai/agents/${vendorAgentId}`);
  }

  async changeAgent(vendorAgentId: string, patch: unknown): Promise<void> {
    await this.ask("PATCH", `convai/agents/${vendorAgentId}`, patch);
  }
}
