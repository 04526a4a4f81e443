import { sql } from "drizzle-orm";
import {
  boolean,
  customType,
  foreignKey,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import type { ModelPurpose, ReplyEnd, ReplyState } from "@/lib/vocabulary";
import { calls } from "./calls";
import { instant, tenantId } from "./tenants";

const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });

/** One answer of the agent in a turn-based call: asked for by Twilio's webhook, made while Twilio fetches its sound. */
export const replies = pgTable(
  "replies",
  {
    tenantId: tenantId(),
    callId: uuid("call_id").notNull(),
    /** From 0, the greeting. */
    position: integer("position").notNull(),
    state: text("state").$type<ReplyState>().notNull().default("pending"),
    /** What was heard before it; null: nothing, as before a greeting. */
    heard: text("heard"),
    /** Words that are said as they stand, without asking a model. */
    fixedText: text("fixed_text"),
    next: text("next").$type<ReplyEnd>().notNull().default("listen"),
    /** Position in the transcript that is kept for it; null: it stands in none. */
    turnPosition: integer("turn_position"),
    /** Consecutive silences and mishearings before it: what is asked again varies, and ends. */
    misses: integer("misses").notNull().default(0),
    /** Consecutive replies in which the model gave nothing to say. */
    failures: integer("failures").notNull().default(0),
    /** When Twilio came for the sound: what it hears begins about then. */
    fetchedAt: instant("fetched_at"),
    /** Whoever makes it says that they live. */
    seenAt: instant("seen_at").notNull().defaultNow(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.callId, table.position] }),
    foreignKey({
      name: "replies_call_fk",
      columns: [table.tenantId, table.callId],
      foreignColumns: [calls.tenantId, calls.id],
    }).onDelete("cascade"),
  ],
);
export type Reply = typeof replies.$inferSelect;

/** The sound of one sentence of a reply; gone a day after. */
export const replySentences = pgTable(
  "reply_sentences",
  {
    tenantId: tenantId(),
    callId: uuid("call_id").notNull(),
    replyPosition: integer("reply_position").notNull(),
    index: integer("index").notNull(),
    text: text("text").notNull(),
    /** µ-law 8 kHz mono. */
    audio: bytea("audio").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.callId, table.replyPosition, table.index] }),
    index("reply_sentences_created").on(table.createdAt),
    foreignKey({
      name: "reply_sentences_reply_fk",
      columns: [table.tenantId, table.callId, table.replyPosition],
      foreignColumns: [replies.tenantId, replies.callId, replies.position],
    }).onDelete("cascade"),
  ],
);

/** What a language model was asked for a call, and what it cost. */
export const modelUses = pgTable(
  "model_uses",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull().defaultRandom(),
    /** Null once the call is erased: what the house paid stays, with nothing that tells of a person. */
    callId: uuid("call_id"),
    purpose: text("purpose").$type<ModelPurpose>().notNull(),
    model: text("model").notNull(),
    inputTokens: integer("input_tokens").notNull(),
    outputTokens: integer("output_tokens").notNull(),
    /** Of a model that is not listed: what the dearest listed one would have cost, and `isEstimated`. */
    costUsd: numeric("cost_usd"),
    isFailure: boolean("is_failure").notNull().default(false),
    /** The price is not listed, or the tokens are our count: the vendor tells them at the end only, and the answer was cut short. */
    isEstimated: boolean("is_estimated").notNull().default(false),
    /** Asked with the house's key, which the house pays. */
    isHouseKey: boolean("is_house_key").notNull().default(false),
    at: instant("at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index("model_uses_call").on(table.tenantId, table.callId),
    index("model_uses_house")
      .on(table.tenantId, table.at)
      .where(sql`${table.isHouseKey}`),
    foreignKey({
      name: "model_uses_call_fk",
      columns: [table.tenantId, table.callId],
      foreignColumns: [calls.tenantId, calls.id],
    }).onDelete("cascade"),
  ],
);
