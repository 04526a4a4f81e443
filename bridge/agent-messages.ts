import { z } from "zod";
import type { AgentAudio } from "./codec";

const eventId = z.int();
/** Goes into another JSON text as it is, so nothing in it may need an escape. */
export const base64Text = z.string().regex(/^[A-Za-z0-9+/=]*$/, "not base64");

const SCHEMAS = {
  conversation_initiation_metadata: z.object({
    type: z.literal("conversation_initiation_metadata"),
    conversation_initiation_metadata_event: z.object({
      conversation_id: z.string(),
      agent_output_audio_format: z.string(),
      // Absent means the vendor's default, which is not ours: the format check then ends the call.
      user_input_audio_format: z.string().default("pcm_16000"),
    }),
  }),
  audio: z.object({
    type: z.literal("audio"),
    audio_event: z.object({
      audio_base_64: base64Text,
      event_id: eventId,
      alignment: z.unknown().optional(),
    }),
  }),
  user_transcript: z.object({
    type: z.literal("user_transcript"),
    user_transcription_event: z.object({ user_transcript: z.string(), event_id: eventId.optional() }),
  }),
  tentative_user_transcript: z.object({
    type: z.literal("tentative_user_transcript"),
    tentative_user_transcription_event: z.object({ user_transcript: z.string() }),
  }),
  agent_response: z.object({
    type: z.literal("agent_response"),
    agent_response_event: z.object({ agent_response: z.string(), event_id: eventId.optional() }),
  }),
  agent_response_correction: z.object({
    type: z.literal("agent_response_correction"),
    agent_response_correction_event: z.object({
      original_agent_response: z.string(),
      corrected_agent_response: z.string(),
      event_id: eventId.optional(),
    }),
  }),
  interruption: z.object({
    type: z.literal("interruption"),
    interruption_event: z.object({ event_id: eventId }),
  }),
  ping: z.object({ type: z.literal("ping"), ping_event: z.object({ event_id: eventId }) }),
  client_tool_call: z.object({
    type: z.literal("client_tool_call"),
    client_tool_call: z.object({
      tool_name: z.string(),
      tool_call_id: z.string(),
      parameters: z.record(z.string(), z.unknown()).nullish(),
    }),
  }),
  agent_tool_response: z.object({
    type: z.literal("agent_tool_response"),
    agent_tool_response: z.object({
      tool_name: z.string(),
      tool_call_id: z.string(),
      tool_type: z.string().optional(),
      is_error: z.boolean().default(false),
    }),
  }),
  error: z.object({ type: z.literal("error"), error_event: z.record(z.string(), z.unknown()) }),
} as const;

type Known = keyof typeof SCHEMAS;
export type AgentMessage =
  | { [Name in Known]: z.infer<(typeof SCHEMAS)[Name]> }[Known]
  /** A type that has no meaning for a telephone call; new ones appear without notice (elevenlabs.md §1.4). */
  | { type: "ignored"; name: string }
  | { type: "unreadable"; detail: string };

export function readAgentMessage(text: string): AgentMessage {
  const json = parseJson(text);
  if (typeof json !== "object" || json === null || !("type" in json) || typeof json.type !== "string") {
    return { type: "unreadable", detail: "not a JSON object with a type" };
  }
  const name = json.type;
  if (!isKnown(name)) return { type: "ignored", name };
  const parsed = SCHEMAS[name].safeParse(json);
  return parsed.success
    ? parsed.data
    : { type: "unreadable", detail: `${name}: ${z.prettifyError(parsed.error)}` };
}

function isKnown(name: string): name is Known {
  return Object.hasOwn(SCHEMAS, name);
}

/** Undefined for a text that is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An `audio` message of an unusual layout, as the splice would have given it. */
export function agentAudioOf(message: Extract<AgentMessage, { type: "audio" }>): AgentAudio {
  const { audio_base_64: base64, event_id, alignment } = message.audio_event;
  const audio: AgentAudio = { eventId: event_id, payload: Buffer.from(base64, "latin1") };
  if (alignment === undefined || alignment === null) return audio;
  const withoutAudio = { type: "audio", audio_event: { audio_base_64: "", event_id, alignment } };
  return { ...audio, alignmentSource: Buffer.from(JSON.stringify(withoutAudio)) };
}

const alignmentSchema = z
  .object({
    chars: z.array(z.string()),
    char_start_times_ms: z.array(z.number()),
    char_durations_ms: z.array(z.number()),
  })
  .refine(
    ({ chars, char_start_times_ms: starts, char_durations_ms: durations }) =>
      starts.length === chars.length && durations.length === chars.length,
  );

export interface SpokenCharacter {
  character: string;
  /** Since the beginning of its audio message. */
  endMs: number;
}

/** Undefined when the source does not tell the times of its characters. */
export function readAlignment(source: Buffer): SpokenCharacter[] | undefined {
  const message = readAgentMessage(source.toString("utf8"));
  if (message.type !== "audio") return undefined;
  const parsed = alignmentSchema.safeParse(message.audio_event.alignment);
  if (!parsed.success) return undefined;
  const { chars, char_start_times_ms: starts, char_durations_ms: durations } = parsed.data;
  return chars.map((character, at) => ({ character, endMs: (starts[at] ?? 0) + (durations[at] ?? 0) }));
}
