import { z } from "zod";
import { newCallInput } from "@/lib/calls/schema";
import { DOCUMENTED_STATUSES } from "@/lib/elevenlabs-api/status";
import { line } from "@/lib/text";
import { CALL_DIRECTIONS, CALL_INTENTS, CALL_OUTCOMES, SENTIMENTS } from "@/lib/vocabulary";

// Names and casing are those of the earlier system whose clients come here (documented-api.md, turn-based calls).

/** The caller's own metadata is kept beside what else it names. */
export const voiceCallInput = z.object({
  toNumber: z
    .string()
    .trim()
    .min(1)
    .max(40)
    .meta({
      description: "As dialled in the business's country, with its code, or E.164.",
      examples: ["+573001234567"],
    }),
  contactName: line(120)
    .meta({ examples: ["María Pérez"] })
    .optional(),
  businessName: line(120)
    .meta({
      description: "Of whoever is called; the agent's texts have it as {{contact_business}}.",
      examples: ["Salón Carmen"],
    })
    .optional(),
  userId: z
    .union([line(100), z.number().int()])
    .meta({ description: "Whoever calls, in your system; comes back as user_id.", examples: ["U-17"] })
    .transform(String)
    .optional(),
  metadata: newCallInput.shape.metadata.optional(),
});
export type VoiceCallInput = z.output<typeof voiceCallInput>;

export const voiceCallStarted = z.object({
  id: z.uuid(),
  status: z.literal("initiated"),
  /** Null while Twilio has not said it. */
  twilio_call_sid: z.string().nullable(),
  to_number: z.string(),
  created_at: z.coerce.date(),
});

export const voiceCallRecord = z.object({
  id: z.uuid(),
  tenant_id: z.uuid(),
  user_id: z.string().nullable(),
  direction: z.enum(CALL_DIRECTIONS),
  status: z.enum(DOCUMENTED_STATUSES),
  twilio_call_sid: z.string().nullable(),
  from_number: z.string(),
  to_number: z.string(),
  contact_name: z.string().nullable(),
  business_name: z.string().nullable(),
  created_at: z.coerce.date(),
  started_at: z.coerce.date(),
  ended_at: z.coerce.date().nullable(),
  duration_seconds: z.number().int().nullable(),
  outcome: z.enum(CALL_OUTCOMES).nullable(),
  /** What the agent noted, else the summary. */
  notes: z.string().nullable(),
  summary: z.string().nullable(),
  qualification_score: z.number().int().nullable(),
  sentiment: z.enum(SENTIMENTS).nullable(),
  intent: z.enum(CALL_INTENTS).nullable(),
  /** US dollars, of all vendors together; null until one of them has told a price. */
  cost: z.number().nullable(),
  error_message: z.string().nullable(),
  metadata: z.record(z.string(), z.unknown()),
});
export type VoiceCallRecord = z.output<typeof voiceCallRecord>;

export const voiceCallDetail = voiceCallRecord.extend({
  conversation_transcript: z.array(
    z.object({ role: z.enum(["assistant", "user"]), content: z.string(), timestamp: z.coerce.date() }),
  ),
  /** Of this house, for whoever may read the call; null while there is none. */
  recording_url: z.url().nullable(),
});
export type VoiceCallDetail = z.output<typeof voiceCallDetail>;

export const voiceCallsQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(10),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  status: z.enum(DOCUMENTED_STATUSES).optional(),
});
export type VoiceCallsQuery = z.output<typeof voiceCallsQuery>;

/** `count`: in this answer; `total`: in all of them. */
export const voiceCallsFacts = z.object({
  count: z.number().int(),
  total: z.number().int(),
  limit: z.number().int(),
  offset: z.number().int(),
});
