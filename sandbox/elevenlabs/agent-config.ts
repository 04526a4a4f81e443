/** An agent's configuration: defaults, variables and overrides (elevenlabs.md §6.2–§6.4, §6.7, §1.3). */
import { z } from "zod";
import { isObject, type JsonObject } from "../json";

export const AUDIO_FORMATS = [
  "pcm_8000",
  "pcm_16000",
  "pcm_22050",
  "pcm_24000",
  "pcm_44100",
  "pcm_48000",
  "ulaw_8000",
] as const;

/** The sources contradict each other (§1.4); this is the list of the socket's own document. */
const DEFAULT_CLIENT_EVENTS = [
  "audio",
  "interruption",
  "agent_response",
  "user_transcript",
  "tentative_user_transcript",
  "conversation_initiation_metadata",
  "ping",
];

const flag = z.boolean().default(false);

const systemTool = z.looseObject({
  type: z.literal("system").default("system"),
  name: z.string(),
  description: z.string().default(""),
  params: z.looseObject({ system_tool_type: z.string() }),
});

const prompt = z.looseObject({
  prompt: z.string().default(""),
  llm: z.string().default("gemini-2.5-flash"),
  temperature: z.number().min(0).max(1).nullable().default(0),
  max_tokens: z.int().default(-1),
  tool_ids: z.array(z.string()).default([]),
  built_in_tools: z.looseObject({ end_call: systemTool.nullable().default(null) }).prefault({}),
  tools: z.array(z.looseObject({ name: z.string(), type: z.string() })).default([]),
  knowledge_base: z.array(z.looseObject({})).default([]),
  timezone: z.string().nullable().default(null),
});

const agent = z.looseObject({
  first_message: z.string().default(""),
  language: z.string().default("en"),
  dynamic_variables: z
    .looseObject({ dynamic_variable_placeholders: z.record(z.string(), z.unknown()).default({}) })
    .prefault({}),
  disable_first_message_interruptions: flag,
  max_conversation_duration_message: z.string().default(""),
  prompt: prompt.prefault({}),
});

const turn = z.looseObject({
  turn_timeout: z.number().default(7),
  initial_wait_time: z.number().nullable().default(null),
  silence_end_call_timeout: z.number().default(-1),
  mode: z.enum(["turn", "silence"]).default("turn"),
  turn_eagerness: z.enum(["patient", "normal", "eager"]).default("normal"),
  interruption_ignore_terms: z.array(z.string()).default([]),
});

const tts = z.looseObject({
  model_id: z.string().default("eleven_flash_v2"),
  voice_id: z.string().default("cjVigY5qzO86Huf0OWal"),
  agent_output_audio_format: z.enum(AUDIO_FORMATS).default("pcm_16000"),
  stability: z.number().min(0).max(1).default(0.5),
  similarity_boost: z.number().min(0).max(1).default(0.8),
  speed: z.number().min(0.7).max(1.2).default(1),
});

export const conversationConfig = z.looseObject({
  agent: agent.prefault({}),
  asr: z
    .looseObject({
      quality: z.literal("high").default("high"),
      provider: z.string().default("scribe_realtime"),
      user_input_audio_format: z.enum(AUDIO_FORMATS).default("pcm_16000"),
      keywords: z.array(z.string()).default([]),
    })
    .prefault({}),
  turn: turn.prefault({}),
  tts: tts.prefault({}),
  conversation: z
    .looseObject({
      text_only: flag,
      max_duration_seconds: z.int().positive().default(600),
      client_events: z.array(z.string()).default(DEFAULT_CLIENT_EVENTS),
    })
    .prefault({}),
  language_presets: z.record(z.string(), z.looseObject({})).default({}),
});
export type ConversationConfig = z.output<typeof conversationConfig>;

const overrideFlags = z.looseObject({
  agent: z
    .looseObject({
      first_message: flag,
      language: flag,
      max_conversation_duration_message: flag,
      prompt: z.looseObject({ prompt: flag, llm: flag, tool_ids: flag, knowledge_base: flag }).prefault({}),
    })
    .prefault({}),
  tts: z
    .looseObject({ model_id: flag, voice_id: flag, stability: flag, speed: flag, similarity_boost: flag })
    .prefault({}),
  asr: z.looseObject({ keywords: flag }).prefault({}),
  conversation: z.looseObject({ text_only: flag, max_duration_seconds: flag }).prefault({}),
});

export const webhookAttachment = z.looseObject({
  post_call_webhook_id: z.string().nullable().default(null),
  events: z
    .array(
      z.enum([
        "transcript",
        "audio",
        "call_initiation_failure",
        "answering_machine_detection",
        "unredacted_transcript",
        "unredacted_audio",
      ]),
    )
    .default(["transcript"]),
  transcript_format: z.enum(["json", "opentelemetry"]).default("json"),
});

export const platformSettings = z.looseObject({
  auth: z
    .looseObject({
      enable_auth: flag,
      allowlist: z
        .array(z.looseObject({ hostname: z.string() }))
        .max(10)
        .default([]),
      require_origin_header: flag,
      shareable_token: z.string().nullable().default(null),
    })
    .prefault({}),
  evaluation: z
    .looseObject({ criteria: z.array(z.looseObject({ id: z.string() })).default([]) })
    .prefault({}),
  data_collection: z.record(z.string(), z.looseObject({ type: z.string() })).default({}),
  summary_language: z.string().nullable().default(null),
  overrides: z
    .looseObject({
      conversation_config_override: overrideFlags.prefault({}),
      custom_llm_extra_body: flag,
      enable_conversation_initiation_client_data_from_webhook: flag,
      enable_starting_workflow_node_id_from_client: flag,
      enable_procedure_ids_from_client: flag,
    })
    .prefault({}),
  call_limits: z
    .looseObject({
      agent_concurrency_limit: z.int().default(-1),
      daily_limit: z.int().default(100_000),
      bursting_enabled: z.boolean().default(true),
    })
    .prefault({}),
  privacy: z
    .looseObject({
      record_voice: z.boolean().default(true),
      retention_days: z.int().default(-1),
      delete_transcript_and_pii: flag,
      delete_audio: flag,
      zero_retention_mode: flag,
    })
    .prefault({}),
  workspace_overrides: z
    .looseObject({
      webhooks: webhookAttachment.prefault({}),
      conversation_initiation_client_data_webhook: z.looseObject({}).nullable().default(null),
    })
    .prefault({}),
  archived: flag,
});
export type PlatformSettings = z.output<typeof platformSettings>;

/** Name of the first leaf of the override that the agent does not allow. Undefined when all are allowed. */
export function findForbiddenOverride(override: JsonObject, settings: PlatformSettings): string | undefined {
  return findForbidden(override, settings.overrides.conversation_config_override);
}

function findForbidden(override: JsonObject, flags: JsonObject): string | undefined {
  for (const [name, value] of Object.entries(override)) {
    const allowed = flags[name];
    // The socket's own field has no flag and is always accepted (elevenlabs.md §15.1).
    if (name === "client_events" || allowed === true) continue;
    if (!isObject(value) || !isObject(allowed)) return name;
    const found = findForbidden(value, allowed);
    if (found !== undefined) return found;
  }
  return undefined;
}

const VARIABLE = /\{\{\s*([\w-]+)\s*\}\}/g;

export function variablesIn(text: string): string[] {
  return [...text.matchAll(VARIABLE)].flatMap((match) => match[1] ?? []);
}

/** The variables that tools take from the conversation: `{dynamic_variable: "name"}` or `{{name}}` anywhere. */
export function variablesInTools(tools: unknown): string[] {
  if (typeof tools === "string") return variablesIn(tools);
  if (Array.isArray(tools)) return tools.flatMap(variablesInTools);
  if (!isObject(tools)) return [];
  return Object.entries(tools).flatMap(([key, value]) => {
    // What a tool assigns is its result, not something it needs.
    if (key === "assignments" || key === "dynamic_variables") return [];
    if (key === "dynamic_variable" || key === "variable_name") {
      return typeof value === "string" && value !== "" ? [value] : [];
    }
    return variablesInTools(value);
  });
}

export function fillVariables(text: string, variables: JsonObject): string {
  return text.replaceAll(VARIABLE, (whole, name: string) => {
    const value = variables[name];
    return value === undefined || value === null ? whole : scalarText(value);
  });
}

function scalarText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
