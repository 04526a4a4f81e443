import { z } from "zod";

const YEAR_3000_SECONDS = 32_503_680_000;
const DAY_SECONDS = 86_400;

/** Most of what the vendor sends can be missing, null or of a new kind; that must not cost us the rest (elevenlabs.md §4.2). */
const maybe = <T extends z.ZodType>(schema: T) => schema.nullish().catch(null);
const id = z.string().min(1).max(200);
const instantSeconds = z.number().nonnegative().max(YEAR_3000_SECONDS);

const toolCall = z.looseObject({
  type: maybe(z.string()),
  request_id: maybe(z.string().min(1).max(200)),
  tool_name: z.string().min(1).max(200),
  params_as_json: maybe(z.string()),
});

const toolResult = z.looseObject({
  request_id: maybe(z.string()),
  tool_name: maybe(z.string()),
  result_value: maybe(z.string()),
  is_error: maybe(z.boolean()),
  tool_latency_secs: maybe(z.number().min(0).max(DAY_SECONDS)),
});

/** Entries that are not understood are left out, the others stay. */
const listOf = <T extends z.ZodType>(item: T) =>
  maybe(z.array(item.nullable().catch(null))).transform((items) =>
    (items ?? []).flatMap((entry) => (entry === null ? [] : [entry as z.output<T>])),
  );

const turn = z.looseObject({
  role: z.string(),
  message: maybe(z.string()),
  original_message: maybe(z.string()),
  time_in_call_secs: maybe(z.number().min(0).max(DAY_SECONDS)),
  interrupted: maybe(z.boolean()),
  tool_calls: listOf(toolCall),
  tool_results: listOf(toolResult),
});

const phoneCall = z.looseObject({
  type: maybe(z.string()),
  direction: maybe(z.string()),
  call_sid: maybe(z.string()),
  call_result: maybe(z.string()),
});

/** A conversation, as GET and `post_call_transcription` tell it (elevenlabs.md §5.2). */
export const conversation = z.looseObject({
  conversation_id: id,
  agent_id: maybe(id),
  status: maybe(z.string()),
  has_audio: maybe(z.boolean()),
  transcript: listOf(turn),
  analysis: maybe(
    z.looseObject({
      call_successful: maybe(z.string()),
      transcript_summary: maybe(z.string()),
      call_summary_title: maybe(z.string()),
      evaluation_criteria_results: maybe(z.record(z.string(), z.unknown())),
      data_collection_results: maybe(z.record(z.string(), z.unknown())),
    }),
  ),
  metadata: maybe(
    z.looseObject({
      start_time_unix_secs: maybe(instantSeconds),
      accepted_time_unix_secs: maybe(instantSeconds),
      call_duration_secs: maybe(
        z
          .number()
          .min(0)
          .max(7 * DAY_SECONDS),
      ),
      cost: maybe(z.number().min(0).max(1e9)),
      cost_fiat: maybe(z.number().min(0).max(1e6)),
      termination_reason: maybe(z.string()),
      error: maybe(z.looseObject({ code: maybe(z.number()), reason: maybe(z.string()) })),
      phone_call: maybe(phoneCall),
    }),
  ),
  conversation_initiation_client_data: maybe(
    z.looseObject({ dynamic_variables: maybe(z.record(z.string(), z.unknown())) }),
  ),
});
export type Conversation = z.output<typeof conversation>;
export type ConversationTurn = Conversation["transcript"][number];

/** Of a telephone call that never became a conversation (elevenlabs.md §4.1). `body` is Twilio's own, or that of a SIP trunk. */
export const initiationFailure = z.looseObject({
  conversation_id: id,
  failure_reason: maybe(z.string().max(200)),
  metadata: maybe(
    z.looseObject({
      type: maybe(z.string()),
      body: maybe(
        z.looseObject({
          CallSid: maybe(z.string()),
          CallStatus: maybe(z.string().max(40)),
          SipResponseCode: maybe(z.union([z.string().max(20), z.number()])),
          CallDuration: maybe(z.string().max(20)),
          call_sid: maybe(z.string()),
          sip_status_code: maybe(z.number()),
          error_reason: maybe(z.string().max(500)),
        }),
      ),
    }),
  ),
});
export type InitiationFailure = z.output<typeof initiationFailure>;

/** What every post-call webhook has (elevenlabs.md §4.1); `data` is read by the type. */
const envelope = { event_timestamp: instantSeconds };

const KNOWN = ["post_call_transcription", "post_call_audio", "call_initiation_failure"] as const;

const known = z.discriminatedUnion("type", [
  z.looseObject({ ...envelope, type: z.literal("post_call_transcription"), data: conversation }),
  z.looseObject({
    ...envelope,
    type: z.literal("post_call_audio"),
    /** The sound itself is taken out before. */
    data: z.looseObject({ conversation_id: id, full_audio: z.unknown() }),
  }),
  z.looseObject({ ...envelope, type: z.literal("call_initiation_failure"), data: initiationFailure }),
]);
const unknown = z.looseObject({
  ...envelope,
  type: z
    .string()
    .min(1)
    .max(100)
    .refine((type) => !KNOWN.some((name) => name === type)),
  data: z.looseObject({ conversation_id: maybe(id) }),
});

/** A type that we do not know yet is a webhook all the same. */
export const postCallWebhook = z.union([
  known.transform((webhook) => ({ isKnown: true as const, webhook })),
  unknown.transform((webhook) => ({ isKnown: false as const, webhook })),
]);
export type PostCall = z.output<typeof postCallWebhook>;
