import { randomBytes, randomInt } from "node:crypto";
import { z } from "zod";
import { type AgentInput, agentView, type AgentView } from "@/lib/agents/schema";
import { callDetail, type CallDetail, callEventView, type CallEventView } from "@/lib/calls/schema";
import { callView, turnView, type TurnView } from "@/lib/calls/schema";
import { numberView, syncResult } from "@/lib/numbers/schema";
import { Client } from "./client";
import type { House } from "./house.mjs";
import { Sandbox, type PhoneCall } from "./telephone";
import { until } from "./until";

export type HouseAddresses = Pick<House, "webUrl" | "bridgeUrl" | "sandboxUrl">;

export interface BusinessOrder {
  /** What Twilio thinks of the account. */
  accountType?: "Full" | "Trial";
  /** Null: nobody answers the number. */
  agent?: Partial<AgentInput> | null;
}

export const FIRST_MESSAGE = "Clínica de prueba, le atiende la asistente virtual. ¿En qué puedo ayudarle?";
const PASSWORD = "cuatro-palabras-que-nadie-adivina";

/** A business of its own for a test: tenant, vendor accounts, number, agent; all through the doors a customer uses. */
export class Business {
  readonly house: HouseAddresses;
  readonly sandbox: Sandbox;
  readonly key = randomBytes(6).toString("hex");
  readonly email = `owner-${this.key}@example.com`;
  readonly accountSid = `AC${randomBytes(16).toString("hex")}`;
  readonly authToken = randomBytes(16).toString("hex");
  readonly webhookSecret = `wsec_${randomBytes(16).toString("hex")}`;
  readonly apiKey = `sk_${randomBytes(16).toString("hex")}`;
  readonly number = `+3491${randomInt(10_000_000).toString().padStart(7, "0")}`;
  readonly client: Client;
  tenantId = "";
  numberId = "";
  agents: AgentView[] = [];

  constructor(house: HouseAddresses) {
    this.house = house;
    this.sandbox = new Sandbox(house.sandboxUrl);
    this.client = new Client(house.webUrl);
  }

  get agent(): AgentView {
    const [agent] = this.agents;
    if (!agent) throw new Error("this business has no agent");
    return agent;
  }

  /** The vendor's id of the agent: faults that name it are for this business only. */
  get vendorAgentId(): string {
    return this.agent.elevenLabsAgentId ?? "";
  }

  /** Part of the address of its post-call webhook. */
  get webhookMark(): string {
    return `of=${this.key}`;
  }

  async signUp(): Promise<void> {
    const tenant = await this.client.ask("POST", "/api/sign-up", z.object({ id: z.string() }), {
      business: {
        name: `Clínica ${this.key}`,
        kind: "clinic",
        country: "ES",
        timeZone: "Europe/Madrid",
        language: "es",
      },
      person: { name: "Ana Prueba", email: this.email, password: PASSWORD },
    });
    this.tenantId = tenant.id;
    await this.client.signIn(this.email, PASSWORD);
  }

  async openAccounts(type: "Full" | "Trial"): Promise<void> {
    const { accountSid, authToken, apiKey, webhookSecret, key } = this;
    const number = {
      sid: `PN${randomBytes(16).toString("hex")}`,
      phoneNumber: this.number,
      friendlyName: key,
    };
    const url = `${this.house.webUrl}/api/webhooks/elevenlabs?${this.webhookMark}`;
    await this.sandbox.control("POST", "world", {
      twilio: { accounts: [{ accountSid, authToken, friendlyName: key, type, numbers: [number] }] },
      elevenlabs: {
        workspaces: [{ apiKey, name: key, webhook: { id: `wh_${key}`, url, secret: webhookSecret } }],
      },
    });
    const view = z.object({ status: z.string() });
    await this.client.ask("PUT", "/api/accounts/twilio", view, { accountSid, authToken });
    await this.client.ask("PUT", "/api/accounts/elevenlabs", view, { apiKey, webhookSecret });
    const synced = await this.client.ask("POST", "/api/numbers/sync", syncResult, {});
    this.numberId = synced.numbers[0]?.id ?? "";
  }

  async createAgent(given: Partial<AgentInput> = {}): Promise<AgentView> {
    const input: AgentInput = {
      name: "Recepción",
      type: "inbound",
      mode: "bridge",
      status: "active",
      language: "es",
      elevenLabsAgentId: null,
      voiceId: null,
      prompt: "Es la recepcionista de una clínica.\nHorario: de lunes a viernes de nueve a ocho.",
      firstMessage: FIRST_MESSAGE,
      ...given,
    };
    const agent = await this.client.ask("POST", "/api/agents", agentView, input);
    this.agents.push(agent);
    return agent;
  }

  async assign(agentId: string | null): Promise<void> {
    await this.client.ask("PUT", `/api/numbers/${this.numberId}/agent`, numberView, { agentId });
  }

  dial(): Promise<PhoneCall> {
    return this.sandbox.dial(this.number);
  }

  /** The house's record of a call, once there is one. */
  async findCallId(caller: string): Promise<string> {
    return until(`a record of the call from ${caller}`, async () => {
      const calls = await this.client.get("/api/calls", z.array(callView));
      return calls.find((call) => call.fromNumber === caller)?.id;
    });
  }

  call(callId: string): Promise<CallDetail> {
    return this.client.get(`/api/calls/${callId}`, callDetail);
  }

  turns(callId: string): Promise<TurnView[]> {
    return this.client.get(`/api/calls/${callId}/turns`, z.array(turnView));
  }

  events(callId: string): Promise<CallEventView[]> {
    return this.client.get(`/api/calls/${callId}/events`, z.array(callEventView));
  }

  async untilCall(
    callId: string,
    what: string,
    isSo: (call: CallDetail) => boolean,
    timeoutMs?: number,
  ): Promise<CallDetail> {
    return until(
      `call ${callId} ${what}`,
      async () => {
        const call = await this.call(callId);
        return isSo(call) && call;
      },
      timeoutMs,
    );
  }

  /** Waits for the end of a call as the house knows it. */
  untilEnded(callId: string, timeoutMs?: number): Promise<CallDetail> {
    return this.untilCall(callId, "is over", (call) => call.endedAt !== null, timeoutMs);
  }
}

export async function createBusiness(house: HouseAddresses, order: BusinessOrder = {}): Promise<Business> {
  const business = new Business(house);
  await business.signUp();
  await business.openAccounts(order.accountType ?? "Full");
  if (order.agent === null) return business;
  const agent = await business.createAgent(order.agent);
  await business.assign(agent.id);
  return business;
}
