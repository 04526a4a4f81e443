import { sql } from "drizzle-orm";
import {
  boolean,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { AccountStatus, AgentStatus, AgentType, Language, Mode, Vendor } from "@/lib/vocabulary";
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
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index("agents_elevenlabs").on(table.elevenLabsAgentId),
  ],
);
export type Agent = typeof agents.$inferSelect;

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
