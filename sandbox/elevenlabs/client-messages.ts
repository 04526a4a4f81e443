/** What a client may send on the Agents socket (elevenlabs.md §1.2, §1.3; the published AsyncAPI document). */
import { z } from "zod";

const jsonObject = z.record(z.string(), z.unknown());

/** What REST and the personalization webhook take as well, there without or with its type (elevenlabs.md §2.1, §3). */
export const initiationData = z.looseObject({
  conversation_config_override: jsonObject.nullish(),
  custom_llm_extra_body: jsonObject.nullish(),
  dynamic_variables: jsonObject.nullish(),
  user_id: z.string().nullish(),
  source_info: z.looseObject({ source: z.string().nullish(), version: z.string().nullish() }).nullish(),
  starting_workflow_node_id: z.string().nullish(),
  procedure_ids: z.array(z.string()).nullish(),
});
export const initiation = initiationData.extend({
  type: z.literal("conversation_initiation_client_data"),
});
export type Initiation = z.output<typeof initiationData>;

const userMessage = z.looseObject({ type: z.literal("user_message"), text: z.string().nullish() });

const typedMessage = z.discriminatedUnion("type", [
  initiation,
  z.looseObject({ type: z.literal("pong"), event_id: z.int() }),
  z.looseObject({
    type: z.literal("client_tool_result"),
    tool_call_id: z.string(),
    result: z.string(),
    is_error: z.boolean(),
  }),
  z.looseObject({
    type: z.literal("contextual_update"),
    text: z.string(),
    context_id: z.string().optional(),
  }),
  userMessage,
  z.looseObject({ type: z.literal("user_activity") }),
  z.looseObject({
    type: z.literal("feedback"),
    event_id: z.int(),
    score: z.enum(["like", "dislike"]).nullable(),
  }),
  z.looseObject({
    type: z.literal("mcp_tool_approval_result"),
    tool_call_id: z.string(),
    is_approved: z.boolean(),
  }),
  z.looseObject({ type: z.literal("multimodal_message"), text: userMessage.nullish() }),
]);

export type ClientMessage =
  | z.output<typeof typedMessage>
  | { type: "audio"; audio: Uint8Array }
  /** Keys of a telephone: no message of the Agents socket. */
  | { type: "digits"; digits: string };

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** Undefined when it is not a message of the protocol. */
export function parseClientMessage(raw: unknown): ClientMessage | undefined {
  // Audio is the one message without a type.
  if (typeof raw === "object" && raw !== null && "user_audio_chunk" in raw) {
    const chunk = raw.user_audio_chunk;
    if (typeof chunk !== "string" || !BASE64.test(chunk)) return undefined;
    return { type: "audio", audio: Buffer.from(chunk, "base64") };
  }
  const parsed = typedMessage.safeParse(raw);
  return parsed.success ? parsed.data : undefined;
}
