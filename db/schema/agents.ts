import { sql } from "drizzle-orm";
import {
  boolean,
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
  AccountStatus,
  AgentStatus,
  AgentType,
  Language,
  MachineAction,
  Mode,
  NumberRouteKind,
  Vendor,
  VoiceSettings,
} from "@/lib/vocabulary";
import { instant, tenantId } from "./tenants";

/** A tenant's own account at a vendor; the secrets are sealed (lib/accounts/seal.ts). */
export const accounts = pgTable(
  "accounts",
  {
    tenantId: tenantId(),
    vendor: text("vendor").$type<Vendor>().notNull(),
    /** Twilio: the account SID. ElevenLabs: null. */
    externalId: text("external_id"),
    sealedSecrets: text("sealed_secrets").notNull(),
    /** Last four characters of each secret, for the settings page. */
    hints: jsonb("hints").$type<Record<string, string>>().notNull(),
    status: text("status").$type<AccountStatus>().notNull(),
    /** What the vendor said of plan, balance and limits; for people to read. */
    facts: jsonb("facts").$type<Record<string, string | number | boolean | null>>().notNull().default({}),
    /** Ids of what we made in the account: webhook, secret, tools. */
    setup: jsonb("setup").$type<Record<string, string>>().notNull().default({}),
    checkedAt: instant("checked_at").notNull(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.vendor] }),
    index("accounts_external").on(table.vendor, table.externalId),
  ],
);
export type Account = typeof accounts.$inferSelect;

export const agents = pgTable(
  "agents",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull().defaultRandom(),
    name: text("name").notNull(),
    type: text("type").$type<AgentType>().notNull(),
    mode: text("mode").$type<Mode>().notNull(),
    status: text("status").$type<AgentStatus>().notNull(),
    language: text("language").$type<Language>().notNull(),
    elevenLabsAgentId: text("elevenlabs_agent_id"),
    voiceId: text("voice_id"),
    prompt: text("prompt").notNull(),
    firstMessage: text("first_message").notNull(),
    /** Override flags read from the vendor's agent: only these leaves may be sent (elevenlabs.md §6.4). */
    allowedOverrides: jsonb("allowed_overrides").$type<string[]>().notNull().default([]),
    /** Values of `{{variables}}` where a call brings none. */
    variables: jsonb("variables").$type<Record<string, string>>().notNull().default({}),
    /** Null: the house's default (MAX_CALL_DURATION_SECONDS). */
    maxDurationSeconds: integer("max_duration_seconds"),
    silenceTimeoutSeconds: integer("silence_timeout_seconds").notNull().default(30),
    /** How the voice sounds; sent with every sentence the house has spoken (elevenlabs.md §8). */
    voiceSettings: jsonb("voice_settings")
      .$type<VoiceSettings>()
      .notNull()
      .default({ stability: 0.5, similarityBoost: 0.75, speed: 1 }),
    /** Of the language model in mode `turns`; null: the house's default (OPENAI_MODEL). */
    model: text("model"),
    /** How long the telephone of somebody we call rings; null: the house's default (RING_TIMEOUT_SECONDS). */
    ringSeconds: integer("ring_seconds"),
    /** Pause that ends what a caller says in mode `turns`; null: Twilio decides (twilio.md §4.5). */
    speechTimeoutSeconds: integer("speech_timeout_seconds"),
    machineAction: text("machine_action").$type<MachineAction>().notNull().default("hang_up"),
    /** Left after the beep of a machine, in the agent's voice. */
    machineMessage: text("machine_message").notNull().default(""),
    /** Newest row of agent_versions; 0 before the first. */
    version: integer("version").notNull().default(0),
    /** The vendor's side as it was after our last push: what differs from it now, somebody changed there. */
    publishedConfig: jsonb("published_config").$type<Record<string, unknown>>(),
    publishedAt: instant("published_at"),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index("agents_elevenlabs").on(table.elevenLabsAgentId),
  ],
);
export type Agent = typeof agents.$inferSelect;

/** What an agent was after each change; restoring one makes a new one. */
export const agentVersions = pgTable(
  "agent_versions",
  {
    tenantId: tenantId(),
    agentId: uuid("agent_id").notNull(),
    version: integer("version").notNull(),
    snapshot: jsonb("snapshot").$type<Record<string, unknown>>().notNull(),
    /** The version it was restored from, when it was. */
    restoredFrom: integer("restored_from"),
    author: text("author").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.agentId, table.version] }),
    foreignKey({
      name: "agent_versions_agent_fk",
      columns: [table.tenantId, table.agentId],
      foreignColumns: [agents.tenantId, agents.id],
    }).onDelete("cascade"),
  ],
);
export type AgentVersion = typeof agentVersions.$inferSelect;

export const numbers = pgTable(
  "numbers",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull().defaultRandom(),
    /** E.164; a number reaches one business in the whole house, the one that owns it at Twilio. */
    phoneNumber: text("phone_number").notNull(),
    label: text("label").notNull(),
    twilioNumberSid: text("twilio_number_sid").notNull(),
    agentId: uuid("agent_id"),
    inboundVia: text("inbound_via").$type<NumberRouteKind>().notNull().default("centralita"),
    /** `phnum_…` once ElevenLabs has it, which native outbound calls need (elevenlabs.md §2.1). */
    elevenLabsNumberId: text("elevenlabs_number_id"),
    /** What Twilio was told before us, so that it can be put back. */
    previousVoiceUrl: text("previous_voice_url"),
    monthlyPriceUsd: numeric("monthly_price_usd"),
    /** False once Twilio no longer lists it, or the business has removed its account. */
    owned: boolean("owned").notNull().default(true),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex("numbers_of_tenant").on(table.tenantId, table.phoneNumber),
    // Who gave a number up keeps its history, not the number.
    uniqueIndex("numbers_phone_number")
      .on(table.phoneNumber)
      .where(sql`${table.owned}`),
    index("numbers_agent").on(table.tenantId, table.agentId),
    foreignKey({
      name: "numbers_agent_fk",
      columns: [table.tenantId, table.agentId],
      foreignColumns: [agents.tenantId, agents.id],
    }),
  ],
);
export type PhoneNumber = typeof numbers.$inferSelect;
