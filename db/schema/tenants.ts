import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type {
  AnalysisFieldType,
  ApiScope,
  Country,
  IdentityCheck,
  Language,
  OpeningHours,
  RecordingNotice,
  Role,
  TenantId,
  TenantKind,
} from "@/lib/vocabulary";

/** The columns every table writes alike. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });

export interface AnalysisField {
  /** Of the answer: `[a-z][a-z0-9_]*`. */
  name: string;
  label: string;
  /** For the model: what is meant. */
  description: string;
  type: AnalysisFieldType;
  /** Of a `choice`. */
  choices: string[];
}

export const tenants = pgTable("tenants", {
  id: uuid("id").$type<TenantId>().primaryKey().defaultRandom(),
  name: text("name").notNull(),
  kind: text("kind").$type<TenantKind>().notNull(),
  country: text("country").$type<Country>().notNull(),
  timeZone: text("time_zone").notNull(),
  language: text("language").$type<Language>().notNull(),
  openingHours: jsonb("opening_hours").$type<OpeningHours>().notNull().default({}),
  /** What callers hear before a recording begins. */
  recordingNotice: text("recording_notice").$type<RecordingNotice>().notNull().default("by_country"),
  /** Null: the house's default (SAVE_CALL_AUDIO). */
  saveCallAudio: boolean("save_call_audio"),
  /** How long recordings are kept after their call; null: until somebody deletes them. */
  recordingRetentionDays: integer("recording_retention_days"),
  /** Twilio's own copy is deleted once the recording is here. */
  deletesVendorRecordings: boolean("deletes_vendor_recordings").notNull().default(true),
  /** The least role that may take a recording out of the house; everybody may listen. */
  recordingsDownloadedBy: text("recordings_downloaded_by").$type<Role>().notNull().default("admin"),
  /** ISO 3166-1 alpha-2 of the countries that may be called; null: the business's own. */
  allowedCountries: jsonb("allowed_countries").$type<string[]>(),
  callsPerMinute: integer("calls_per_minute").notNull().default(10),
  dailySpendCapUsd: numeric("daily_spend_cap_usd").notNull().default("25"),
  /** What a caller must say before an agent changes an appointment. */
  identityCheck: text("identity_check").$type<IdentityCheck>().notNull().default("name"),
  /** Appointments begin at multiples of it, counted from the opening. */
  slotStepMinutes: integer("slot_step_minutes").notNull().default(15),
  /** Nobody is offered a time that is nearer, or further away, than this. */
  bookingNoticeMinutes: integer("booking_notice_minutes").notNull().default(60),
  bookingHorizonDays: integer("booking_horizon_days").notNull().default(90),
  /** How long an advisor's telephone rings; null: the house's default (CALL_TIMEOUT_SECONDS). */
  advisorRingSeconds: integer("advisor_ring_seconds"),
  /** How many advisors are tried, one after the other, before the agent takes the caller back. */
  transferMaxAttempts: integer("transfer_max_attempts").notNull().default(3),
  /** A track of the house by its name, or the id of one of the business's own; null: the house's default. */
  holdTrack: text("hold_track"),
  /** How long a message after the tone may be. */
  messageMaxSeconds: integer("message_max_seconds").notNull().default(120),
  /** Who is told by e-mail of messages that nobody is assigned to; null: nobody. */
  messagesEmail: text("messages_email"),
  /** What no agent may say, each a word or a phrase. */
  forbiddenPhrases: jsonb("forbidden_phrases").$type<string[]>().notNull().default([]),
  /** What is to be found in every call, beside what the house looks for. */
  analysisFields: jsonb("analysis_fields").$type<AnalysisField[]>().notNull().default([]),
  /** Whether the mood of callers is judged; for patients it is off unless somebody switches it on. */
  analysesSentiment: boolean("analyses_sentiment").notNull().default(false),
  /** When the guided path was finished or put away. */
  onboardedAt: instant("onboarded_at"),
  createdAt: instant("created_at").notNull().defaultNow(),
});
export type Tenant = typeof tenants.$inferSelect;

export const tenantId = () =>
  uuid("tenant_id")
    .$type<TenantId>()
    .notNull()
    .references(() => tenants.id, { onDelete: "cascade" });

export const users = pgTable(
  "users",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    email: text("email").notNull(),
    name: text("name").notNull(),
    passwordHash: text("password_hash").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("users_email").on(table.email),
    check("users_email_lower", sql`${table.email} = lower(${table.email})`),
  ],
);
export type User = typeof users.$inferSelect;

export const memberships = pgTable(
  "memberships",
  {
    tenantId: tenantId(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: text("role").$type<Role>().notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.userId] }),
    index("memberships_user").on(table.userId),
  ],
);

export const invitations = pgTable(
  "invitations",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull().defaultRandom(),
    email: text("email").notNull(),
    role: text("role").$type<Role>().notNull(),
    tokenHash: text("token_hash").notNull(),
    invitedBy: text("invited_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    acceptedAt: instant("accepted_at"),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex("invitations_token").on(table.tokenHash),
    uniqueIndex("invitations_open")
      .on(table.tenantId, table.email)
      .where(sql`${table.acceptedAt} is null`),
  ],
);
export type Invitation = typeof invitations.$inferSelect;

/** A signed-in browser. The cookie names the row; the row decides. */
export const sessions = pgTable(
  "sessions",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** The business last chosen; null until the person belongs to one. */
    tenantId: uuid("tenant_id")
      .$type<TenantId>()
      .references(() => tenants.id, { onDelete: "set null" }),
    createdAt: instant("created_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
  },
  (table) => [index("sessions_user").on(table.userId)],
);

/** Counts attempts per key (an address, an e-mail) in a window that starts with the first one. */
export const attempts = pgTable("attempts", {
  key: text("key").primaryKey(),
  count: integer("count").notNull(),
  windowEndsAt: instant("window_ends_at").notNull(),
});

/** Who did what a customer may dispute; written in the transaction of the deed. */
export const auditEntries = pgTable(
  "audit_entries",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull().defaultRandom(),
    at: instant("at")
      .notNull()
      .default(sql`clock_timestamp()`),
    actor: text("actor").notNull(),
    action: text("action").notNull(),
    subject: text("subject").notNull(),
    details: jsonb("details").$type<Record<string, unknown>>().notNull().default({}),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index("audit_entries_at").on(table.tenantId, table.at),
  ],
);

/** A key of the API. The key itself is shown once; its SHA-256 opens the door. */
export const apiKeys = pgTable(
  "api_keys",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull().defaultRandom(),
    name: text("name").notNull(),
    keyHash: text("key_hash").notNull(),
    /** Its first characters, so that a person recognises it. */
    hint: text("hint").notNull(),
    scopes: jsonb("scopes").$type<ApiScope[]>().notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    lastUsedAt: instant("last_used_at"),
    revokedAt: instant("revoked_at"),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex("api_keys_hash").on(table.keyHash),
  ],
);
export type ApiKey = typeof apiKeys.$inferSelect;

/** What the last health check of a business found (lib/health/schema.ts has the shape of a finding). */
export const healthReports = pgTable("health_reports", {
  tenantId: tenantId().primaryKey(),
  checkedAt: instant("checked_at").notNull(),
  findings: jsonb("findings").$type<Record<string, unknown>[]>().notNull(),
});
