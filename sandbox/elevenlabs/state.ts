/** What the vendor remembers: workspaces with agents, tools, numbers, webhooks and conversations. */
import { randomBytes } from "node:crypto";
import type { z } from "zod";
import type { WorldAgent, WorldWorkspace, worldSubscription } from "../world";
import {
  type ConversationConfig,
  conversationConfig,
  type PlatformSettings,
  platformSettings,
} from "./agent-config";
import type { Conversation } from "./conversation";
import { isObject, type JsonObject, mergeDeep } from "../json";

export interface AgentContent {
  name: string;
  tags: string[];
  conversation_config: ConversationConfig;
  platform_settings: PlatformSettings;
}

export interface AgentVersion extends AgentContent {
  versionId: string;
  description: string;
  createdAtUnixSeconds: number;
}

export interface Agent extends AgentContent {
  agent_id: string;
  branchId: string;
  /** Of every state that it had, the present one last. */
  versions: AgentVersion[];
  createdAtUnixSeconds: number;
  updatedAtUnixSeconds: number;
}

export interface Tool {
  id: string;
  tool_config: JsonObject;
}

export interface PhoneNumber {
  phone_number_id: string;
  phone_number: string;
  label: string;
  agentId: string | null;
  supportsInbound: boolean;
  /** Of the Twilio account that owns the number; null when they were never given. */
  credentials: TwilioCredentials | null;
}

export interface TwilioCredentials {
  accountSid: string;
  authToken: string;
}

export interface WebhookEndpoint {
  id: string;
  name: string;
  url: string;
  secret: string;
  isDisabled: boolean;
  isAutoDisabled: boolean;
  retryEnabled: boolean;
  requestHeaders: { [name: string]: string };
  createdAtUnixSeconds: number;
  failuresInARow: number;
  lastSuccessAtUnixSeconds: number | null;
  lastFailure: { code: number | null; atUnixSeconds: number } | null;
}

export interface Settings {
  conversation_initiation_client_data_webhook: JsonObject | null;
  webhooks: { post_call_webhook_id: string | null; events: string[]; transcript_format: string };
  can_use_mcp_servers: boolean;
  rag_retention_period_days: number;
  default_livekit_stack: string;
}

/** What is paid for (§10.1); without a plan or a limit of its own, calls at once are not counted. */
export type Subscription = Omit<z.infer<typeof worldSubscription>, "tier"> & {
  tier?: z.infer<typeof worldSubscription>["tier"] | undefined;
};

export interface Workspace {
  apiKey: string;
  name: string;
  subscription: Subscription;
  agents: Map<string, Agent>;
  tools: Map<string, Tool>;
  secrets: Map<string, { name: string; value: string }>;
  phoneNumbers: Map<string, PhoneNumber>;
  webhooks: Map<string, WebhookEndpoint>;
  settings: Settings;
  conversations: Map<string, Conversation>;
}

/** Of one agent; older ones would only make every save slow. */
const MAX_VERSIONS = 50;

export function newId(prefix: string): string {
  return `${prefix}_${randomBytes(14).toString("hex")}`;
}

export function unixSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

export function createWorkspace(seed: WorldWorkspace): Workspace {
  const workspace: Workspace = {
    apiKey: seed.apiKey,
    name: seed.name,
    subscription: {
      tier: seed.tier,
      status: seed.status ?? "active",
      characterCount: seed.characterCount ?? 0,
      characterLimit: seed.characterLimit ?? 100_000,
      maxConcurrentCalls: seed.maxConcurrentCalls ?? null,
    },
    agents: new Map(),
    tools: new Map(),
    secrets: new Map(),
    phoneNumbers: new Map(),
    webhooks: new Map(),
    settings: {
      conversation_initiation_client_data_webhook: null,
      webhooks: { post_call_webhook_id: null, events: ["transcript"], transcript_format: "json" },
      can_use_mcp_servers: false,
      rag_retention_period_days: 10,
      default_livekit_stack: "standard",
    },
    conversations: new Map(),
  };
  if (seed.webhook) {
    const { id, url, secret } = seed.webhook;
    workspace.webhooks.set(id, createWebhook({ id, name: seed.name, url, secret, requestHeaders: {} }));
    workspace.settings.webhooks.post_call_webhook_id = id;
    workspace.settings.webhooks.events = ["transcript", "call_initiation_failure"];
  }
  if (seed.agents.length > 0) workspace.tools.set(REPORT_RESULT.id, REPORT_RESULT);
  for (const agent of seed.agents) workspace.agents.set(agent.agent_id, createSeededAgent(agent));
  for (const number of seed.phoneNumbers) {
    const [id, phoneNumber] = [number["phone_number_id"], number["phone_number"]];
    if (typeof id !== "string" || typeof phoneNumber !== "string") continue;
    const { label = phoneNumber, agent_id: agentId, sid: accountSid, token: authToken } = number;
    const hasCredentials = typeof accountSid === "string" && typeof authToken === "string";
    workspace.phoneNumbers.set(id, {
      phone_number_id: id,
      phone_number: phoneNumber,
      label: String(label),
      agentId: typeof agentId === "string" ? agentId : null,
      supportsInbound: true,
      credentials: hasCredentials ? { accountSid, authToken } : null,
    });
  }
  return workspace;
}

export function createWebhook(
  given: Pick<WebhookEndpoint, "id" | "name" | "url" | "secret" | "requestHeaders">,
): WebhookEndpoint {
  return {
    ...given,
    isDisabled: false,
    isAutoDisabled: false,
    retryEnabled: false,
    createdAtUnixSeconds: unixSeconds(),
    failuresInARow: 0,
    lastSuccessAtUnixSeconds: null,
    lastFailure: null,
  };
}

/** What the world's agents can do besides talking, unless their file names other tools. */
const REPORT_RESULT: Tool = {
  id: "tool_report_result",
  tool_config: {
    type: "client",
    name: "report_result",
    description: "Reports what was settled in the call.",
    response_timeout_secs: 20,
    expects_response: true,
    parameters: {
      type: "object",
      required: ["outcome"],
      properties: {
        outcome: { type: "string", description: "What the call was good for." },
        notes: { type: "string", description: "One sentence of detail." },
      },
    },
  },
};

/** The world's agents are set up for the telephone, as their owner would have done; the rest is default. */
function createSeededAgent(seed: WorldAgent): Agent {
  const { agent_id, name, language, first_message, prompt } = seed;
  const telephone: JsonObject = {
    agent: {
      first_message,
      language,
      prompt: {
        prompt,
        tool_ids: [REPORT_RESULT.id],
        built_in_tools: { end_call: { name: "end_call", params: { system_tool_type: "end_call" } } },
      },
    },
    asr: { user_input_audio_format: "ulaw_8000" },
    tts: { agent_output_audio_format: "ulaw_8000", model_id: "eleven_flash_v2_5" },
    conversation: {
      client_events: [
        "audio",
        "interruption",
        "user_transcript",
        "tentative_user_transcript",
        "agent_response",
        "agent_response_correction",
        "client_tool_call",
        "agent_tool_request",
        "agent_tool_response",
      ],
    },
  };
  const [config, settings] = [seed["conversation_config"], seed["platform_settings"]];
  return createAgent({
    agent_id,
    name,
    tags: [],
    conversation_config: conversationConfig.parse(
      isObject(config) ? mergeDeep(telephone, config) : telephone,
    ),
    platform_settings: platformSettings.parse(isObject(settings) ? settings : {}),
  });
}

export function createAgent({ agent_id, ...content }: AgentContent & { agent_id: string }): Agent {
  const agent: Agent = {
    agent_id,
    ...content,
    branchId: newId("agtbrch"),
    versions: [],
    createdAtUnixSeconds: unixSeconds(),
    updatedAtUnixSeconds: unixSeconds(),
  };
  addVersion(agent, "");
  return agent;
}

/** Keeps the agent's present state as a version of its own (elevenlabs.md §6.1: all agents are versioned). */
export function addVersion(agent: Agent, description: string): void {
  const { name, tags, conversation_config, platform_settings } = agent;
  const content = structuredClone({ name, tags, conversation_config, platform_settings });
  agent.updatedAtUnixSeconds = unixSeconds();
  agent.versions.push({
    ...content,
    versionId: newId("agtvrsn"),
    description,
    createdAtUnixSeconds: agent.updatedAtUnixSeconds,
  });
  if (agent.versions.length > MAX_VERSIONS) agent.versions.shift();
}

export function versionIdOf(agent: Agent): string | null {
  return agent.versions.at(-1)?.versionId ?? null;
}
