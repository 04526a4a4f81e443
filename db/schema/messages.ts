import { sql } from "drizzle-orm";
import {
  boolean,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type {
  DeliveryStatus,
  MessageKind,
  NoticeChannel,
  NoticeReason,
  RecordingSource,
  TranscriptState,
  VendorCopy,
} from "@/lib/vocabulary";
import { advisors } from "./advisors";
import { calls } from "./calls";
import { contacts } from "./contacts";
import { instant, tenantId } from "./tenants";

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

/** A vendor's own copy that is to be deleted there; the row outlives the call it was of. */
export const vendorRemovals = pgTable(
  "vendor_removals",
  {
    tenantId: tenantId(),
    copy: text("copy").$type<VendorCopy>().notNull(),
    /** The vendor's id: recording SID, conversation id. */
    externalId: text("external_id").notNull(),
    /** SID of the Twilio account that had it when this was ordered first; null where none was known, or the vendor has no such id. */
    vendorAccount: text("vendor_account"),
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: instant("next_attempt_at")
      .notNull()
      .default(sql`clock_timestamp()`),
    /** Gone there, or given up; `error` then says why. */
    doneAt: instant("done_at"),
    error: text("error"),
    createdAt: instant("created_at")
      .notNull()
      .default(sql`clock_timestamp()`),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.copy, table.externalId] }),
    index("vendor_removals_due")
      .on(table.nextAttemptAt)
      .where(sql`${table.doneAt} is null`),
  ],
);
export type VendorRemoval = typeof vendorRemovals.$inferSelect;

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
    /** 2: the person on the first, whoever spoke with them on the second (twilio.md §7). */
    channels: integer("channels").notNull().default(1),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex("recordings_once").on(table.tenantId, table.source, table.externalId),
    index("recordings_call").on(table.tenantId, table.callId),
    index("recordings_created").on(table.tenantId, table.createdAt),
    foreignKey({
      name: "recordings_call_fk",
      columns: [table.tenantId, table.callId],
      foreignColumns: [calls.tenantId, calls.id],
    }).onDelete("cascade"),
  ],
);
export type Recording = typeof recordings.$inferSelect;
