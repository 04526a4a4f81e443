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
  AttentionReason,
  CallDirection,
  CallEventSource,
  CallEventType,
  CallOutcome,
  CallPurpose,
  CallStatus,
  DeliveryStatus,
  DialState,
  Language,
  MessageKind,
  Mode,
  NoticeChannel,
  NoticeReason,
  RecordingSource,
  TranscriptState,
  TurnRole,
} from "@/lib/vocabulary";
import { advisors } from "./advisors";
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

/** What somebody wants a person to know or do. */
export const messages = pgTable(
  "messages",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull().defaultRandom(),
    callId: uuid("call_id"),
    contactId: uuid("contact_id"),
    /** As the caller gave it; the contact's own name is the contact's. */
    name: text("name"),
    /** Where to call back; E.164, or null when nobody knows. */
    number: text("number"),
    text: text("text").notNull(),
    isUrgent: boolean("is_urgent").notNull().default(false),
    takenAt: instant("taken_at")
      .notNull()
      .default(sql`clock_timestamp()`),
    /** By when somebody should have called back. */
    dueAt: instant("due_at").notNull(),
    kind: text("kind").$type<MessageKind>().notNull().default("message"),
    /** Two sentences for whoever has no time to read; null when there is nothing to shorten. */
    summary: text("summary"),
    /** Who is to call back. */
    advisorId: uuid("advisor_id"),
    /** Somebody is at it; `doneAt` ends that too. */
    startedAt: instant("started_at"),
    startedBy: text("started_by"),
    doneAt: instant("done_at"),
    doneBy: text("done_by"),
    /** Twilio's recording of it; the audio is the row of `recordings` with this external id. */
    recordingSid: text("recording_sid"),
    recordingSeconds: integer("recording_seconds"),
    /** Null: it was not recorded. */
    transcriptState: text("transcript_state").$type<TranscriptState>(),
    transcriptAttempts: integer("transcript_attempts").notNull().default(0),
    transcriptNextAt: instant("transcript_next_at"),
    /** When its being overdue was told. */
    overdueToldAt: instant("overdue_told_at"),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index("messages_open")
      .on(table.tenantId, table.dueAt, table.id)
      .where(sql`${table.doneAt} is null`),
    index("messages_taken").on(
      table.tenantId,
      table.takenAt.desc().nullsFirst(),
      table.id.desc().nullsFirst(),
    ),
    index("messages_contact").on(table.tenantId, table.contactId),
    index("messages_call").on(table.tenantId, table.callId),
    index("messages_advisor").on(table.tenantId, table.advisorId),
    index("messages_due")
      .on(table.dueAt)
      .where(sql`${table.doneAt} is null and ${table.overdueToldAt} is null`),
    index("messages_transcript")
      .on(table.transcriptNextAt)
      .where(sql`${table.transcriptNextAt} is not null`),
    uniqueIndex("messages_recording").on(table.tenantId, table.recordingSid),
    /** One call that was missed is one task. */
    uniqueIndex("messages_missed")
      .on(table.tenantId, table.callId, table.kind)
      .where(sql`${table.kind} <> 'message'`),
    foreignKey({
      name: "messages_advisor_fk",
      columns: [table.tenantId, table.advisorId],
      foreignColumns: [advisors.tenantId, advisors.id],
    }),
    foreignKey({
      name: "messages_call_fk",
      columns: [table.tenantId, table.callId],
      foreignColumns: [calls.tenantId, calls.id],
    }),
    foreignKey({
      name: "messages_contact_fk",
      columns: [table.tenantId, table.contactId],
      foreignColumns: [contacts.tenantId, contacts.id],
    }),
  ],
);
export type Message = typeof messages.$inferSelect;

/** What members wrote to each other about a message. */
export const messageNotes = pgTable(
  "message_notes",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull().defaultRandom(),
    messageId: uuid("message_id").notNull(),
    author: text("author").notNull(),
    text: text("text").notNull(),
    createdAt: instant("created_at")
      .notNull()
      .default(sql`clock_timestamp()`),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index("message_notes_message").on(table.tenantId, table.messageId, table.createdAt),
    foreignKey({
      name: "message_notes_message_fk",
      columns: [table.tenantId, table.messageId],
      foreignColumns: [messages.tenantId, messages.id],
    }).onDelete("cascade"),
  ],
);
export type MessageNote = typeof messageNotes.$inferSelect;

/** An e-mail or SMS about a message, to be sent by a worker; what the vendor said of it is kept. */
export const notices = pgTable(
  "notices",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull().defaultRandom(),
    messageId: uuid("message_id").notNull(),
    advisorId: uuid("advisor_id"),
    channel: text("channel").$type<NoticeChannel>().notNull(),
    reason: text("reason").$type<NoticeReason>().notNull(),
    /** E-mail address or E.164 number. */
    address: text("address").notNull(),
    status: text("status").$type<DeliveryStatus>().notNull().default("pending"),
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: instant("next_attempt_at")
      .notNull()
      .default(sql`clock_timestamp()`),
    /** The SMTP server's or Twilio's own id of it. */
    vendorId: text("vendor_id"),
    /** Why it was not sent, in the vendor's words. */
    error: text("error"),
    createdAt: instant("created_at")
      .notNull()
      .default(sql`clock_timestamp()`),
    sentAt: instant("sent_at"),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex("notices_once").on(
      table.tenantId,
      table.messageId,
      table.channel,
      table.reason,
      table.address,
    ),
    index("notices_due")
      .on(table.nextAttemptAt)
      .where(sql`${table.status} = 'pending'`),
    index("notices_vendor").on(table.tenantId, table.vendorId),
    foreignKey({
      name: "notices_message_fk",
      columns: [table.tenantId, table.messageId],
      foreignColumns: [messages.tenantId, messages.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "notices_advisor_fk",
      columns: [table.tenantId, table.advisorId],
      foreignColumns: [advisors.tenantId, advisors.id],
    }),
  ],
);
export type Notice = typeof notices.$inferSelect;

/** A recording that Twilio has and that is wanted here. */
export const recordingFetches = pgTable(
  "recording_fetches",
  {
    tenantId: tenantId(),
    recordingSid: text("recording_sid").notNull(),
    callId: uuid("call_id").notNull(),
    source: text("source").$type<RecordingSource>().notNull(),
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: instant("next_attempt_at")
      .notNull()
      .default(sql`clock_timestamp()`),
    /** Kept here, or given up; `error` then says why. */
    doneAt: instant("done_at"),
    error: text("error"),
    createdAt: instant("created_at")
      .notNull()
      .default(sql`clock_timestamp()`),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.recordingSid] }),
    index("recording_fetches_due")
      .on(table.nextAttemptAt)
      .where(sql`${table.doneAt} is null`),
    index("recording_fetches_call").on(table.tenantId, table.callId),
    foreignKey({
      name: "recording_fetches_call_fk",
      columns: [table.tenantId, table.callId],
      foreignColumns: [calls.tenantId, calls.id],
    }).onDelete("cascade"),
  ],
);
export type RecordingFetch = typeof recordingFetches.$inferSelect;

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

/** Audio of a call, kept through the storage port; the row names the object, never a public address. */
export const recordings = pgTable(
  "recordings",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull().defaultRandom(),
    callId: uuid("call_id").notNull(),
    source: text("source").$type<RecordingSource>().notNull(),
    /** The vendor's id: conversation id. */
    externalId: text("external_id").notNull(),
    storageKey: text("storage_key").notNull(),
    contentType: text("content_type").notNull(),
    sizeBytes: integer("size_bytes").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex("recordings_once").on(table.tenantId, table.source, table.externalId),
    index("recordings_call").on(table.tenantId, table.callId),
    foreignKey({
      name: "recordings_call_fk",
      columns: [table.tenantId, table.callId],
      foreignColumns: [calls.tenantId, calls.id],
    }).onDelete("cascade"),
  ],
);
export type Recording = typeof recordings.$inferSelect;
