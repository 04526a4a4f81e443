import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type {
  AnsweredBy,
  AttentionReason,
  CallDirection,
  CallEventSource,
  CallEventType,
  CallIntent,
  CallOutcome,
  CallPurpose,
  CallStatus,
  DialState,
  Language,
  Mode,
  Sentiment,
  TurnRole,
} from "@/lib/vocabulary";
import { agents, numbers } from "./agents";
import { contacts } from "./contacts";
import { instant, tenantId } from "./tenants";

const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

export const calls = pgTable(
  "calls",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull().defaultRandom(),
    direction: text("direction").$type<CallDirection>().notNull(),
    mode: text("mode").$type<Mode>().notNull(),
    status: text("status").$type<CallStatus>().notNull(),
    outcome: text("outcome").$type<CallOutcome>(),
    outcomeAt: instant("outcome_at"),
    agentId: uuid("agent_id"),
    numberId: uuid("number_id"),
    /** E.164 where the network gave one, else its own word (`anonymous`). */
    fromNumber: text("from_number").notNull(),
    toNumber: text("to_number").notNull(),
    twilioCallSid: text("twilio_call_sid"),
    elevenLabsConversationId: text("elevenlabs_conversation_id"),
    startedAt: instant("started_at").notNull().defaultNow(),
    answeredAt: instant("answered_at"),
    endedAt: instant("ended_at"),
    durationSeconds: integer("duration_seconds"),
    /** How Twilio said the telephone call ended; `status` also knows what happened around it. */
    telephoneEnd: text("telephone_end").$type<CallStatus>(),
    hangUpRequestedAt: instant("hang_up_requested_at"),
    agentConnectedAt: instant("agent_connected_at"),
    streamEndReason: text("stream_end_reason"),
    streamEndedAt: instant("stream_ended_at"),
    errorCode: text("error_code"),
    errorMessage: text("error_message"),
    errorAt: instant("error_at"),
    reportedAt: instant("reported_at"),
    title: text("title"),
    summary: text("summary"),
    notes: text("notes"),
    successful: boolean("successful"),
    /** By ElevenLabs conversation: a call that changed agents has several. */
    conversationCostsUsd: jsonb("conversation_costs_usd")
      .$type<Record<string, string>>()
      .notNull()
      .default({}),
    costElevenLabsUsd: numeric("cost_elevenlabs_usd"),
    costTwilioUsd: numeric("cost_twilio_usd"),
    costOpenAiUsd: numeric("cost_openai_usd"),
    /** Who picked up, of a call that we placed; null until somebody said. */
    answeredBy: text("answered_by").$type<AnsweredBy>(),
    /** What the analysis found, as a person corrected it (call_analyses has the rest). */
    qualificationScore: integer("qualification_score"),
    sentiment: text("sentiment").$type<Sentiment>(),
    intent: text("intent").$type<CallIntent>(),
    purpose: text("purpose").$type<CallPurpose>(),
    /** Who is spoken with; several people may share a number, so it may be known only later. */
    contactId: uuid("contact_id"),
    /** The appointment the call was placed for. */
    appointmentId: uuid("appointment_id"),
    /** A person has to look at this call, until somebody says they have. */
    attentionReason: text("attention_reason").$type<AttentionReason>(),
    attentionAt: instant("attention_at"),
    attentionDoneAt: instant("attention_done_at"),
    attentionDoneBy: text("attention_done_by"),
    /** Who was to be called, as the caller of the API or the operator wrote it. */
    contactName: text("contact_name"),
    /** What was asked of the agent for this call alone. */
    variables: jsonb("variables").$type<Record<string, string>>().notNull().default({}),
    prompt: text("prompt"),
    firstMessage: text("first_message"),
    /** Outbound: null for inbound calls. */
    dialState: text("dial_state").$type<DialState>(),
    /** The requester's own key: the same order given twice is one call. */
    idempotencyKey: text("idempotency_key"),
    /** When Twilio was last asked about a call whose progress it does not report to us. */
    watchedAt: instant("watched_at"),
    /** How often ElevenLabs was asked for a conversation whose webhook never came. */
    reportAttempts: integer("report_attempts").notNull().default(0),
    reportAskedAt: instant("report_asked_at"),
    pricedAt: instant("priced_at"),
    /** Since when ElevenLabs has audio of the call that is wanted and not here; null when there is none. */
    audioAwaitedAt: instant("audio_awaited_at"),
    /** Twilio's recording of the whole call, once it said that it records. */
    recordingSid: text("recording_sid"),
    metadata: jsonb("metadata").$type<Record<string, unknown>>().notNull().default({}),
    /** SHA-256 of the one-time token that opens the media stream. */
    streamTokenHash: text("stream_token_hash"),
    streamTokenExpiresAt: instant("stream_token_expires_at"),
    streamTokenUsedAt: instant("stream_token_used_at"),
    streamAttempts: integer("stream_attempts").notNull().default(0),
    /** Twilio's id of the stream that used the token, and of the one whose end `streamEndReason` tells. */
    streamSid: text("stream_sid"),
    endedStreamSid: text("ended_stream_sid"),
    bridgeId: text("bridge_id"),
    bridgeSeenAt: instant("bridge_seen_at"),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex("calls_id").on(table.id),
    uniqueIndex("calls_twilio_call_sid").on(table.twilioCallSid),
    index("calls_conversation").on(table.elevenLabsConversationId),
    index("calls_started").on(
      table.tenantId,
      table.startedAt.desc().nullsFirst(),
      table.id.desc().nullsFirst(),
    ),
    index("calls_status_started").on(
      table.tenantId,
      table.status,
      table.startedAt.desc().nullsFirst(),
      table.id.desc().nullsFirst(),
    ),
    index("calls_agent_started").on(
      table.tenantId,
      table.agentId,
      table.startedAt.desc().nullsFirst(),
      table.id.desc().nullsFirst(),
    ),
    uniqueIndex("calls_idempotency").on(table.tenantId, table.idempotencyKey),
    // Few calls have it, and of some values hardly one: without it all calls of a business are read for them.
    index("calls_answered_by")
      .on(table.tenantId, table.answeredBy, table.startedAt.desc().nullsFirst(), table.id.desc().nullsFirst())
      .where(sql`${table.answeredBy} is not null`),
    index("calls_unreported")
      .on(table.endedAt)
      .where(sql`${table.reportedAt} is null and ${table.endedAt} is not null`),
    index("calls_audio_awaited")
      .on(table.audioAwaitedAt)
      .where(sql`${table.audioAwaitedAt} is not null`),
    index("calls_unpriced")
      .on(table.endedAt)
      .where(
        sql`${table.costTwilioUsd} is null and ${table.twilioCallSid} is not null and ${table.endedAt} is not null`,
      ),
    index("calls_from").on(table.tenantId, table.fromNumber),
    index("calls_to").on(table.tenantId, table.toNumber),
    index("calls_contact_started").on(
      table.tenantId,
      table.contactId,
      table.startedAt.desc().nullsFirst(),
      table.id.desc().nullsFirst(),
    ),
    index("calls_attention")
      .on(table.tenantId, table.attentionAt)
      .where(sql`${table.attentionAt} is not null and ${table.attentionDoneAt} is null`),
    index("calls_open")
      .on(table.startedAt)
      .where(sql`${table.endedAt} is null`),
    foreignKey({
      name: "calls_agent_fk",
      columns: [table.tenantId, table.agentId],
      foreignColumns: [agents.tenantId, agents.id],
    }),
    foreignKey({
      name: "calls_number_fk",
      columns: [table.tenantId, table.numberId],
      foreignColumns: [numbers.tenantId, numbers.id],
    }),
    foreignKey({
      name: "calls_contact_fk",
      columns: [table.tenantId, table.contactId],
      foreignColumns: [contacts.tenantId, contacts.id],
    }),
  ],
);
export type Call = typeof calls.$inferSelect;

/** One fact about a call; never changed, never deleted before its call. */
export const callEvents = pgTable(
  "call_events",
  {
    tenantId: tenantId(),
    id: bigint("id", { mode: "number" }).generatedAlwaysAsIdentity().notNull(),
    callId: uuid("call_id").notNull(),
    source: text("source").$type<CallEventSource>().notNull(),
    /** Identifies the fact at its source, so that a repeat is recognised. */
    externalKey: text("external_key").notNull(),
    type: text("type").$type<CallEventType>().notNull(),
    occurredAt: instant("occurred_at").notNull(),
    receivedAt: instant("received_at")
      .notNull()
      .default(sql`clock_timestamp()`),
    payload: jsonb("payload").$type<Record<string, unknown>>().notNull().default({}),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex("call_events_fact").on(table.tenantId, table.callId, table.source, table.externalKey),
    foreignKey({
      name: "call_events_call_fk",
      columns: [table.tenantId, table.callId],
      foreignColumns: [calls.tenantId, calls.id],
    }).onDelete("cascade"),
  ],
);
export type CallEvent = typeof callEvents.$inferSelect;

export const turns = pgTable(
  "turns",
  {
    tenantId: tenantId(),
    callId: uuid("call_id").notNull(),
    position: integer("position").notNull(),
    role: text("role").$type<TurnRole>().notNull(),
    /** What could be heard. */
    text: text("text").notNull(),
    /** What was meant to be said, where the caller could not hear all of it. */
    originalText: text("original_text"),
    interrupted: boolean("interrupted").notNull().default(false),
    offsetMs: integer("offset_ms").notNull(),
    language: text("language").$type<Language>().notNull(),
    spokenAt: instant("spoken_at").notNull(),
    search: tsvector("search").generatedAlwaysAs(
      sql`to_tsvector(case when "language" = 'en' then 'centralita_en'::regconfig else 'centralita_es'::regconfig end, "text")`,
    ),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.callId, table.position] }),
    index("turns_search").using("gin", table.search),
    foreignKey({
      name: "turns_call_fk",
      columns: [table.tenantId, table.callId],
      foreignColumns: [calls.tenantId, calls.id],
    }).onDelete("cascade"),
  ],
);
export type Turn = typeof turns.$inferSelect;

/** What an agent did during a call, with what it was given and what it was answered. */
export const toolUses = pgTable(
  "tool_uses",
  {
    tenantId: tenantId(),
    callId: uuid("call_id").notNull(),
    /** Names this use: the same one told twice is one. */
    toolCallId: text("tool_call_id").notNull(),
    name: text("name").notNull(),
    source: text("source").$type<CallEventSource>().notNull(),
    arguments: jsonb("arguments").$type<Record<string, unknown>>().notNull(),
    /** What the agent was answered; null while the tool works, and for ever when its process died. */
    result: text("result"),
    isError: boolean("is_error"),
    durationMs: integer("duration_ms"),
    startedAt: instant("started_at")
      .notNull()
      .default(sql`clock_timestamp()`),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.callId, table.toolCallId] }),
    foreignKey({
      name: "tool_uses_call_fk",
      columns: [table.tenantId, table.callId],
      foreignColumns: [calls.tenantId, calls.id],
    }).onDelete("cascade"),
  ],
);
export type ToolUseRow = typeof toolUses.$inferSelect;

/** Every accepted webhook, kept before it is acted on. */
export const webhookEvents = pgTable(
  "webhook_events",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull().defaultRandom(),
    provider: text("provider").notNull(),
    kind: text("kind").notNull(),
    externalId: text("external_id").notNull(),
    callId: uuid("call_id"),
    body: jsonb("body").$type<Record<string, unknown>>().notNull(),
    receivedAt: instant("received_at")
      .notNull()
      .default(sql`clock_timestamp()`),
    processedAt: instant("processed_at"),
    /** Why it changed nothing, when it changed nothing. */
    note: text("note"),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex("webhook_events_once").on(table.tenantId, table.provider, table.externalId),
  ],
);

/** Synthesised sentences, so that each is paid for once per voice. */
export const speechClips = pgTable(
  "speech_clips",
  {
    tenantId: tenantId(),
    /** SHA-256 of voice, model and text. */
    key: text("key").notNull(),
    /** Base64 of µ-law 8 kHz mono. */
    audio: text("audio").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.key] })],
);
