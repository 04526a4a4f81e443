import { z } from "zod";
import { isStorable, line, paragraphs } from "@/lib/text";
import {
  ANSWERED_BY,
  ATTENTION_REASONS,
  CALL_DIRECTIONS,
  CALL_EVENT_SOURCES,
  CALL_EVENT_TYPES,
  CALL_INTENTS,
  CALL_OUTCOMES,
  CALL_PURPOSES,
  CALL_STATUSES,
  DIAL_STATES,
  MODES,
  SENTIMENTS,
  TRANSFER_STATUSES,
  TURN_ROLES,
} from "@/lib/vocabulary";

export const callParams = z.object({ callId: z.uuid() });

export const callView = z.object({
  id: z.uuid(),
  direction: z.enum(CALL_DIRECTIONS),
  mode: z.enum(MODES),
  status: z.enum(CALL_STATUSES),
  outcome: z.enum(CALL_OUTCOMES).nullable(),
  agent: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** E.164, or the network's own word (`anonymous`). */
  fromNumber: z.string(),
  toNumber: z.string(),
  startedAt: z.coerce.date(),
  answeredAt: z.coerce.date().nullable(),
  endedAt: z.coerce.date().nullable(),
  durationSeconds: z.number().int().nullable(),
  title: z.string().nullable(),
  purpose: z.enum(CALL_PURPOSES).nullable(),
  /** Who is spoken with, where that is known. */
  contact: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** Who was called, or is known to call, as it was said then. */
  contactName: z.string().nullable(),
  errorCode: z.string().nullable(),
  /** Who picked up, of a call that the business placed; null until somebody said. */
  answeredBy: z.enum(ANSWERED_BY).nullable(),
  /** Why a person has to look at it, and since when somebody has. */
  attentionReason: z.enum(ATTENTION_REASONS).nullable(),
  attentionDoneAt: z.coerce.date().nullable(),
  /** What the analysis found, as a person corrected it. */
  qualificationScore: z.number().int().nullable(),
  sentiment: z.enum(SENTIMENTS).nullable(),
  intent: z.enum(CALL_INTENTS).nullable(),
});
export type CallView = z.output<typeof callView>;

export const callDetail = callView.extend({
  summary: z.string().nullable(),
  notes: z.string().nullable(),
  successful: z.boolean().nullable(),
  errorMessage: z.string().nullable(),
  streamEndReason: z.string().nullable(),
  twilioCallSid: z.string().nullable(),
  elevenLabsConversationId: z.string().nullable(),
  /** Decimal US dollars, as text. */
  costElevenLabsUsd: z.string().nullable(),
  costTwilioUsd: z.string().nullable(),
  costOpenAiUsd: z.string().nullable(),
  /** Outbound: what is known of the order to dial. Null for inbound calls. */
  dialState: z.enum(DIAL_STATES).nullable(),
  variables: z.record(z.string(), z.string()),
  metadata: z.record(z.string(), z.unknown()),
});
export type CallDetail = z.output<typeof callDetail>;

const variableName = z
  .string()
  .max(64)
  .regex(/^(?!system__)[A-Za-z_]\w*$/, "variable_name");
/** Values of `{{variables}}`, at most fifty. */
export const variableValues = z
  .record(variableName, z.string().max(2000).refine(isStorable, "unprintable"))
  .refine((values) => Object.keys(values).length <= 50, "too_many");

const MAX_METADATA_BYTES = 8000;
const metadata = z.record(z.string(), z.unknown()).superRefine((value, context) => {
  const fault = metadataFault(value);
  if (fault) context.addIssue({ code: "custom", message: fault });
});

function metadataFault(value: unknown): string | undefined {
  let printable = true;
  let text: string;
  try {
    text = JSON.stringify(value, (name, part: unknown) => {
      printable &&= isStorable(name) && (typeof part !== "string" || isStorable(part));
      return part;
    });
  } catch {
    // Nested deeper than anybody nests on purpose.
    return "too_large";
  }
  if (text.length > MAX_METADATA_BYTES) return "too_large";
  return printable ? undefined : "unprintable";
}

export const idempotencyKey = z
  .string()
  .max(200)
  .regex(/^[\x21-\x7e]+$/, "no_spaces");

/** An order to call somebody. */
export const newCallInput = z.object({
  /** As typed: national of the business's country, or with `+`. */
  to: z.string().trim().min(1).max(40),
  agentId: z.uuid(),
  /** The number that is shown; absent: one of the agent's. */
  numberId: z.uuid().optional(),
  purpose: z.enum(CALL_PURPOSES).optional(),
  /** Who is called; absent: the one contact with that number. */
  contactId: z.uuid().optional(),
  /** What it is about: the agent knows its day and hour. */
  appointmentId: z.uuid().optional(),
  /** The message it answers: somebody is at it from then on. */
  messageId: z.uuid().optional(),
  /** Absent: the contact's. */
  contactName: line(120).optional(),
  variables: variableValues.default({}),
  /** For this call alone, instead of the agent's own. */
  prompt: paragraphs(20_000, 1).optional(),
  firstMessage: paragraphs(1000, 1).optional(),
  metadata: metadata.default({}),
  /** The same key is the same call, however often it is sent. */
  idempotencyKey: idempotencyKey.optional(),
});
export type NewCall = z.output<typeof newCallInput>;

export const turnView = z.object({
  position: z.number().int(),
  role: z.enum(TURN_ROLES),
  text: z.string(),
  originalText: z.string().nullable(),
  interrupted: z.boolean(),
  offsetMs: z.number().int(),
  spokenAt: z.coerce.date(),
});
export type TurnView = z.output<typeof turnView>;

export const callEventView = z.object({
  id: z.number().int(),
  source: z.enum(CALL_EVENT_SOURCES),
  type: z.enum(CALL_EVENT_TYPES),
  occurredAt: z.coerce.date(),
  payload: z.record(z.string(), z.unknown()),
});
export type CallEventView = z.output<typeof callEventView>;

/** One use of a tool by the agent. */
export const toolUseView = z.object({
  toolCallId: z.string(),
  name: z.string(),
  source: z.enum(CALL_EVENT_SOURCES),
  arguments: z.record(z.string(), z.unknown()),
  /** What the agent was answered, as it was; null while the tool works. */
  result: z.string().nullable(),
  /** Of the answer: what came of it, and what the agent was to say. Null for answers in another form. */
  status: z.enum(["done", "ask", "options", "failed"]).nullable(),
  say: z.string().nullable(),
  isError: z.boolean().nullable(),
  durationMs: z.number().int().nullable(),
  startedAt: z.coerce.date(),
});
export type ToolUseView = z.output<typeof toolUseView>;

/** Years PostgreSQL and JavaScript write alike. */
const day = z.iso.date().refine((value) => value >= "1900" && value < "3000", "invalid");
const list = <const T extends readonly [string, ...string[]]>(values: T) =>
  z
    .string()
    .max(200)
    .transform((value) => value.split(",").filter((part) => part !== ""))
    .pipe(z.array(z.enum(values)));

/** Filters of the call list, as they stand in its URL. Days are of the tenant's time zone, both included. */
export const callFilters = z.object({
  status: list(CALL_STATUSES).optional(),
  outcome: z.enum(CALL_OUTCOMES).optional(),
  agentId: z.uuid().optional(),
  contactId: z.uuid().optional(),
  direction: z.enum(CALL_DIRECTIONS).optional(),
  answeredBy: z.enum(ANSWERED_BY).optional(),
  from: day.optional(),
  to: day.optional(),
  q: z.string().trim().max(200).refine(isStorable, "unprintable").optional(),
});
export type CallFilters = z.output<typeof callFilters>;

export const callListQuery = callFilters.extend({
  cursor: z
    .string()
    .max(200)
    .regex(/^[\w-]+$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** What `/api/live` sends. `turn` and `tentative` carry what the open call page appends at once. */
export const liveMessage = z.discriminatedUnion("type", [
  z.object({ type: z.literal("call"), callId: z.uuid(), status: z.enum(CALL_STATUSES), ended: z.boolean() }),
  z.object({ type: z.literal("turns"), callId: z.uuid() }),
  z.object({ type: z.literal("tentative"), callId: z.uuid(), text: z.string() }),
  z.object({ type: z.literal("agents") }),
  z.object({ type: z.literal("numbers") }),
  /** The health check found something better or worse than before. */
  z.object({ type: z.literal("health") }),
  /** A service of the line went down, or came back. */
  z.object({ type: z.literal("line") }),
  /** Appointments, staff, services or closures. */
  z.object({ type: z.literal("agenda") }),
  z.object({ type: z.literal("contacts") }),
  /** What callers left for a person, and calls that a person has to look at. */
  z.object({ type: z.literal("messages") }),
  z.object({ type: z.literal("import"), importId: z.uuid() }),
  /** A transfer moved; `memberId`: whose telephone rings, or is spoken on. */
  z.object({
    type: z.literal("transfer"),
    callId: z.uuid(),
    transferId: z.uuid(),
    status: z.enum(TRANSFER_STATUSES),
    memberId: z.uuid().nullable(),
  }),
  z.object({ type: z.literal("advisors") }),
  /** Sentences or the music on hold. */
  z.object({ type: z.literal("voice") }),
  /** Deliveries to the business's own systems. */
  z.object({ type: z.literal("deliveries") }),
  /** The feed was interrupted: whatever is on screen may be old. */
  z.object({ type: z.literal("resync") }),
]);
export type LiveMessage = z.output<typeof liveMessage>;
