import type { VendorAgent } from "@/lib/providers/elevenlabs/agents";
import { overrideFlags, OVERRIDES, readOverrideFlags } from "@/lib/providers/elevenlabs/overrides";
import { joinSafetyRules, safetyRulesIn, withoutSafetyRules } from "@/lib/safety/prompt-rules";
import { CALLBACK_KEY_HEADER } from "@/lib/webhooks/callback-key";
import type { VendorField, VendorValue } from "./schema";
import { BUILT_IN_VARIABLES } from "./variables";

// Where each field of ours stands in the vendor's agent, and how it is read and written there (elevenlabs.md §6.2–§6.4). Pure.

interface Field {
  read(agent: VendorAgent, ours: Partial<Record<VendorField, VendorValue>>): VendorValue;
  /** Nested as the vendor has it; `agent` is what stands there, for lists that are not ours alone. */
  write(value: VendorValue, agent: VendorAgent, context: WriteContext): VendorAgent;
}

export interface WriteContext {
  /** Every tool that an agent of ours must not keep beside the ones it is given. */
  ownTools: readonly string[];
  /** Variables that the texts use. */
  usedVariables: readonly string[];
  /** Every field of the same body: two of them may stand in one text of the vendor's. */
  written: Partial<Record<VendorField, VendorValue>>;
}

/** What the bridge listens for (elevenlabs.md §1.4). */
export const CLIENT_EVENTS = [
  "audio",
  "interruption",
  "user_transcript",
  "tentative_user_transcript",
  "agent_response",
  "agent_response_correction",
  "client_tool_call",
  "agent_tool_response",
];

const PROMPT = "conversation_config.agent.prompt.prompt";
const TOOL_IDS = "conversation_config.agent.prompt.tool_ids";
const END_CALL = "conversation_config.agent.prompt.built_in_tools.end_call";
const SPEECH = "conversation_config.tts";
/** Where each stands, and what the vendor takes where it is not told (elevenlabs.md §6.2). */
const VOICE_SETTINGS = {
  stability: { leaf: "stability", usual: 0.5 },
  similarityBoost: { leaf: "similarity_boost", usual: 0.8 },
  speed: { leaf: "speed", usual: 1 },
};
const PLACEHOLDERS = "conversation_config.agent.dynamic_variables.dynamic_variable_placeholders";
const CLIENT_EVENT_LIST = "conversation_config.conversation.client_events";
const OVERRIDE_FLAGS = "platform_settings.overrides.conversation_config_override";
const DATA_FROM_WEBHOOK =
  "platform_settings.overrides.enable_conversation_initiation_client_data_from_webhook";
const POST_CALL = "platform_settings.workspace_overrides.webhooks";
const PERSONALIZATION = "platform_settings.workspace_overrides.conversation_initiation_client_data_webhook";

export const FIELDS: Record<VendorField, Field> = {
  name: leaf("name"),
  firstMessage: leaf("conversation_config.agent.first_message"),
  // One text there, two fields here: what a person wrote, and the rules that the house puts behind it.
  prompt: {
    read: (agent) => withoutSafetyRules(textOf(valueAt(agent, PROMPT))),
    write: (_value, agent, { written }) => writePrompt(agent, written),
  },
  safetyRules: {
    read: (agent) => safetyRulesIn(textOf(valueAt(agent, PROMPT))),
    write: (_value, agent, { written }) => writePrompt(agent, written),
  },
  language: leaf("conversation_config.agent.language"),
  voiceId: leaf("conversation_config.tts.voice_id"),
  voiceSettings: {
    read: (agent) =>
      Object.fromEntries(
        Object.entries(VOICE_SETTINGS).map(([name, { leaf: at, usual }]) => {
          const value = objectAt(agent, SPEECH)[at];
          return [name, typeof value === "number" ? value : usual];
        }),
      ),
    write(value) {
      const wanted = value as Record<string, number>;
      const names = Object.entries(VOICE_SETTINGS);
      return plant(SPEECH, Object.fromEntries(names.map(([name, { leaf: at }]) => [at, wanted[name]])));
    },
  },
  variables: {
    read(agent, ours) {
      const there = objectAt(agent, PLACEHOLDERS);
      const names = Object.keys(ours.variables ?? {}).filter((name) => name in there);
      return Object.fromEntries(names.map((name) => [name, textOf(there[name])]));
    },
    write(value, agent, { usedVariables }) {
      // What the house fills in at every call needs a stand-in where the agent is tried out at ElevenLabs.
      const there = objectAt(agent, PLACEHOLDERS);
      const needed = [...BUILT_IN_VARIABLES, ...usedVariables].filter((name) => !(name in there));
      const standIns = Object.fromEntries(needed.map((name) => [name, ""]));
      return plant(PLACEHOLDERS, { ...standIns, ...(value as Record<string, string>) });
    },
  },
  maxDurationSeconds: leaf("conversation_config.conversation.max_duration_seconds"),
  silenceTimeoutSeconds: leaf("conversation_config.turn.silence_end_call_timeout"),
  timeZone: leaf("conversation_config.agent.prompt.timezone"),
  speechModel: leaf("conversation_config.tts.model_id"),
  inputFormat: leaf("conversation_config.asr.user_input_audio_format"),
  outputFormat: leaf("conversation_config.tts.agent_output_audio_format"),
  lastWords: leaf("conversation_config.agent.max_conversation_duration_message"),
  summaryLanguage: leaf("platform_settings.summary_language"),
  tools: {
    read: toolIdsOf,
    write(value, agent, { ownTools }) {
      const others = toolIdsOf(agent).filter((id) => !ownTools.includes(id));
      return plant(TOOL_IDS, [...others, ...(value as string[])]);
    },
  },
  endCall: {
    read: (agent) => valueAt(agent, END_CALL) != null,
    write: () =>
      plant(END_CALL, {
        type: "system",
        name: "end_call",
        description: "",
        params: { system_tool_type: "end_call" },
      }),
  },
  clientEvents: {
    read: (agent) =>
      listAt(agent, CLIENT_EVENT_LIST)
        .filter((event) => CLIENT_EVENTS.includes(event))
        .toSorted(),
    write: (value, agent) =>
      plant(CLIENT_EVENT_LIST, [...new Set([...listAt(agent, CLIENT_EVENT_LIST), ...(value as string[])])]),
  },
  overrides: {
    read: (agent) => readOverrideFlags(valueAt(agent, OVERRIDE_FLAGS)).toSorted(),
    write: () => plant(OVERRIDE_FLAGS, overrideFlags(OVERRIDES)),
  },
  burst: leaf("platform_settings.call_limits.bursting_enabled"),
  postCall: {
    read(agent) {
      const there = objectAt(agent, POST_CALL);
      return {
        webhook: textOf(there["post_call_webhook_id"]),
        events: listAt(there, "events").toSorted().join(","),
        format: textOf(there["transcript_format"] ?? "json"),
      };
    },
    write(value) {
      const { webhook = "", events = "", format = "json" } = value as Record<string, string>;
      return plant(POST_CALL, {
        post_call_webhook_id: webhook,
        events: events.split(",").filter(Boolean),
        transcript_format: format,
      });
    },
  },
  personalization: {
    read(agent) {
      const there = objectAt(agent, PERSONALIZATION);
      return {
        url: textOf(there["url"]),
        secret: textOf(valueAt(there, `request_headers.${CALLBACK_KEY_HEADER}.secret_id`)),
        allowed: String(valueAt(agent, DATA_FROM_WEBHOOK) === true),
      };
    },
    write(value) {
      const { url, secret } = value as Record<string, string>;
      const webhook = { url, request_headers: { [CALLBACK_KEY_HEADER]: { secret_id: secret } } };
      return merge(plant(PERSONALIZATION, webhook), plant(DATA_FROM_WEBHOOK, true));
    },
  },
};

function writePrompt(agent: VendorAgent, written: WriteContext["written"]): VendorAgent {
  const there = textOf(valueAt(agent, PROMPT));
  const prompt = textOf(written.prompt ?? withoutSafetyRules(there));
  return plant(PROMPT, joinSafetyRules(prompt, textOf(written.safetyRules ?? safetyRulesIn(there))));
}

/** A field that is one plain value at one place. */
function leaf(path: string): Field {
  return {
    read(agent) {
      const value = valueAt(agent, path);
      return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
        ? value
        : null;
    },
    write: (value) => plant(path, value),
  };
}

/** Everybody's tools, ours among them. */
export function toolIdsOf(agent: VendorAgent): string[] {
  return listAt(agent, TOOL_IDS);
}

function valueAt(agent: unknown, path: string): unknown {
  let at: unknown = agent;
  for (const part of path.split(".")) at = (at as Record<string, unknown> | null | undefined)?.[part];
  return at;
}

function objectAt(agent: unknown, path: string): Record<string, unknown> {
  const value = valueAt(agent, path);
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function listAt(agent: unknown, path: string): string[] {
  const value = valueAt(agent, path);
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  return value === undefined || value === null ? "" : JSON.stringify(value);
}

function plant(path: string, value: unknown): VendorAgent {
  return path.split(".").reduceRight<unknown>((inner, part) => ({ [part]: inner }), value) as VendorAgent;
}

/** Deeply; what is not an object of its own is replaced. */
export function merge(one: VendorAgent, other: VendorAgent): VendorAgent {
  const merged = { ...one };
  for (const [name, value] of Object.entries(other)) {
    const known = merged[name];
    merged[name] = isPlain(known) && isPlain(value) ? merge(known, value) : value;
  }
  return merged;
}

function isPlain(value: unknown): value is VendorAgent {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
