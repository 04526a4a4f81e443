import { z } from "zod";
import { callFilters, newCallInput, variableValues } from "@/lib/calls/schema";
import { line } from "@/lib/text";
import { AGENT_STATUSES, AGENT_TYPES, CALL_DIRECTIONS, CALL_OUTCOMES, LANGUAGES } from "@/lib/vocabulary";
import { DOCUMENTED_STATUSES } from "./status";

// Names and casing are those of the earlier system whose clients come here (DESIGN §13).

// Examples stand before the transformation: they are of what is sent.
const foreignId = (example: string) =>
  z
    .union([line(100), z.number().int()])
    .meta({ examples: [example] })
    .transform(String);

/** Numbers and truth values are spoken like any other text; null is no value. */
const looseVariables = (description: string) =>
  z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
    .meta({ description, examples: [{ service_type: "limpieza dental", preferred_time: "por la tarde" }] })
    .transform((values) =>
      Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, value === null ? "" : String(value)]),
      ),
    )
    .pipe(variableValues);

const { prompt, firstMessage, metadata } = newCallInput.shape;

export const documentedCallInput = z.object({
  phoneNumber: z
    .string()
    .trim()
    .min(1)
    .max(40)
    .meta({
      description: "As dialled in the business's country, with its code, or E.164.",
      examples: ["+573001234567"],
    }),
  patientId: foreignId("P-1042").optional(),
  patientName: line(120)
    .optional()
    .meta({ examples: ["María Pérez"] }),
  appointmentId: foreignId("A-7731").optional(),
  agentId: z
    .string()
    .regex(/^[\w-]{1,64}$/, "vendor_id")
    .meta({ description: "Ours or ElevenLabs'; absent: the oldest active agent that makes calls." })
    .optional(),
  customVariables: looseVariables("Values of the agent's {{variables}}.").optional(),
  dynamic_variables: looseVariables(
    "The same under the vendor's name; where both have one, this one counts.",
  ).optional(),
  metadata: metadata.optional(),
  // Other overrides are not taken: the vendor drops a call that brings one its agent does not allow.
  conversation_config_override: z
    .object({
      agent: z.object({ prompt: z.object({ prompt }).optional(), first_message: firstMessage }).optional(),
    })
    .optional(),
});
export type DocumentedCallInput = z.output<typeof documentedCallInput>;

export const patientParams = z.object({ id: line(100) });

export const callPatientInput = z.object({
  appointmentId: documentedCallInput.shape.appointmentId,
  customVariables: documentedCallInput.shape.customVariables,
});

/** `conversationId`: the vendor's once it has one, until then our call's; both are understood everywhere here. */
export const callStarted = z.object({
  success: z.literal(true),
  conversationId: z.string(),
  callId: z.uuid(),
  status: z.literal("initiated"),
});

export const callEnded = z.object({
  conversationId: z.string(),
  callId: z.uuid(),
  status: z.literal("ended_manually"),
});

/** A sentence for a person, beside the data. */
export const withMessage = z.object({ message: z.string() });

export const documentedAgent = z.object({
  /** ElevenLabs' id, or ours while there is none. */
  agent_id: z.string(),
  name: z.string(),
  conversation_config: z.object({
    agent: z.object({
      first_message: z.string(),
      language: z.enum(LANGUAGES),
      prompt: z.object({ prompt: z.string() }),
    }),
    tts: z.object({ voice_id: z.string().nullable() }),
  }),
  id: z.uuid(),
  type: z.enum(AGENT_TYPES),
  status: z.enum(AGENT_STATUSES),
  phone_numbers: z.array(z.string()),
});
export type DocumentedAgent = z.output<typeof documentedAgent>;

export const callRecord = z.object({
  id: z.uuid(),
  conversation_id: z.string(),
  call_sid: z.string().nullable(),
  agent_id: z.uuid().nullable(),
  agent_name: z.string().nullable(),
  patient_id: z.string().nullable(),
  patient_name: z.string().nullable(),
  appointment_id: z.string().nullable(),
  /** Of the person outside; E.164, or the network's own word (`anonymous`). */
  phone_number: z.string(),
  direction: z.enum(CALL_DIRECTIONS),
  status: z.enum(DOCUMENTED_STATUSES),
  started_at: z.coerce.date(),
  answered_at: z.coerce.date().nullable(),
  ended_at: z.coerce.date().nullable(),
  duration_seconds: z.number().int().nullable(),
  outcome: z.enum(CALL_OUTCOMES).nullable(),
  summary: z.string().nullable(),
  /** US dollars, of all vendors together; null until one of them has told a price. */
  cost: z.number().nullable(),
  error_code: z.string().nullable(),
  error_message: z.string().nullable(),
  metadata: z.record(z.string(), z.unknown()),
});
export type CallRecord = z.output<typeof callRecord>;

export const conversationParams = z.object({ conversationId: z.string().regex(/^[\w-]{1,100}$/) });

export const conversationState = callRecord.extend({
  conversationId: z.string(),
  callId: z.uuid(),
  transcript: z.array(
    z.object({ role: z.string(), message: z.string(), time_in_call_secs: z.number().int() }),
  ),
});

export const callRecordsQuery = z.object({
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  patientId: line(100).optional(),
  status: z.enum(DOCUMENTED_STATUSES).optional(),
});
export type CallRecordsQuery = z.output<typeof callRecordsQuery>;

/** `count`: on this page; `total`: on all of them. */
export const pageFacts = z.object({
  count: z.number().int(),
  total: z.number().int(),
  page: z.number().int(),
  limit: z.number().int(),
  pages: z.number().int(),
});

const day = callFilters.shape.from.unwrap();
/** A day of the business's zone; of an instant, the day that is written in it. */
const dayOrInstant = z.union([
  day,
  z.iso
    .datetime({ offset: true, local: true })
    .transform((instant) => instant.slice(0, 10))
    .pipe(day),
]);

export const statsQuery = z.object({
  startDate: dayOrInstant.optional(),
  endDate: dayOrInstant.optional(),
  status: z.enum(DOCUMENTED_STATUSES).optional(),
});
export type StatsQuery = z.output<typeof statsQuery>;

export const statsView = z.object({
  total_calls: z.number().int(),
  completed_calls: z.number().int(),
  failed_calls: z.number().int(),
  /** Seconds, of the answered calls; 0 when there are none. */
  avg_duration: z.number(),
  /** US dollars. */
  total_cost: z.number(),
});
export type StatsView = z.output<typeof statsView>;
