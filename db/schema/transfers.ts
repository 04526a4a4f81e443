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
  AttemptStatus,
  DialState,
  Language,
  TransferFailure,
  TransferRequester,
  TransferStatus,
} from "@/lib/vocabulary";
import { advisors } from "./advisors";
import { calls } from "./calls";
import { instant, tenantId } from "./tenants";

/** The attempt to bring an advisor into a call; lib/transfers/machine.ts says what may follow what. */
export const transfers = pgTable(
  "transfers",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull().defaultRandom(),
    callId: uuid("call_id").notNull(),
    status: text("status").$type<TransferStatus>().notNull().default("requested"),
    requestedBy: text("requested_by").$type<TransferRequester>().notNull(),
    /** Who asked, when it was neither the agent nor the caller. */
    requester: text("requester"),
    /** Why a person is wanted, in a few words. */
    reason: text("reason").notNull(),
    /** What the advisor hears before they press 1: two sentences. */
    brief: text("brief").notNull(),
    wantedSkill: text("wanted_skill"),
    wantedLanguage: text("wanted_language").$type<Language>(),
    /** Asked for by name. */
    wantedAdvisorId: uuid("wanted_advisor_id"),
    /** E.164, named by a program; nobody else is asked then. */
    wantedNumber: text("wanted_number"),
    /** What the advisor wrote down about it. */
    note: text("note"),
    requestedAt: instant("requested_at")
      .notNull()
      .default(sql`clock_timestamp()`),
    acceptedAt: instant("accepted_at"),
    /** Both are in the conference. */
    connectedAt: instant("connected_at"),
    endedAt: instant("ended_at"),
    failure: text("failure").$type<TransferFailure>(),
    /** Twilio was told to bring the caller where the status says: into the conference, or back to the agent. */
    callerSentAt: instant("caller_sent_at"),
    /** Twilio came for what the caller is to hear there. */
    callerArrivedAt: instant("caller_arrived_at"),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index("transfers_call").on(table.tenantId, table.callId, table.requestedAt),
    uniqueIndex("transfers_open_call")
      .on(table.tenantId, table.callId)
      .where(sql`${table.endedAt} is null`),
    index("transfers_open")
      .on(table.requestedAt)
      .where(sql`${table.endedAt} is null`),
    foreignKey({
      name: "transfers_call_fk",
      columns: [table.tenantId, table.callId],
      foreignColumns: [calls.tenantId, calls.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "transfers_advisor_fk",
      columns: [table.tenantId, table.wantedAdvisorId],
      foreignColumns: [advisors.tenantId, advisors.id],
    }),
  ],
);
export type Transfer = typeof transfers.$inferSelect;

/** One advisor's telephone that was rung. The row exists before Twilio is asked. */
export const transferAttempts = pgTable(
  "transfer_attempts",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull().defaultRandom(),
    transferId: uuid("transfer_id").notNull(),
    /** From 1; there is one at a time. */
    position: integer("position").notNull(),
    /** Null: a number that the API named and that is no advisor's. */
    advisorId: uuid("advisor_id"),
    number: text("number").notNull(),
    status: text("status").$type<AttemptStatus>().notNull().default("dialing"),
    dialState: text("dial_state").$type<DialState>().notNull().default("pending"),
    twilioCallSid: text("twilio_call_sid"),
    dialledAt: instant("dialled_at")
      .notNull()
      .default(sql`clock_timestamp()`),
    ringingAt: instant("ringing_at"),
    answeredAt: instant("answered_at"),
    acceptedAt: instant("accepted_at"),
    connectedAt: instant("connected_at"),
    endedAt: instant("ended_at"),
    /** How Twilio said the leg ended. */
    telephoneEnd: text("telephone_end").$type<"completed" | "no_answer" | "busy" | "canceled" | "failed">(),
    declinedAt: instant("declined_at"),
    /** We no longer want it: its leg is hung up, and asked about until Twilio says it is over. */
    droppedAt: instant("dropped_at"),
    /** Twilio's own code and words, where it refused. */
    errorCode: text("error_code"),
    errorMessage: text("error_message"),
    checkedAt: instant("checked_at"),
    isSettled: boolean("is_settled").notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex("transfer_attempts_id").on(table.id),
    uniqueIndex("transfer_attempts_position").on(table.tenantId, table.transferId, table.position),
    uniqueIndex("transfer_attempts_sid").on(table.twilioCallSid),
    index("transfer_attempts_unsettled")
      .on(table.dialledAt)
      .where(sql`not ${table.isSettled}`),
    index("transfer_attempts_advisor").on(table.tenantId, table.advisorId, table.dialledAt),
    foreignKey({
      name: "transfer_attempts_transfer_fk",
      columns: [table.tenantId, table.transferId],
      foreignColumns: [transfers.tenantId, transfers.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "transfer_attempts_advisor_fk",
      columns: [table.tenantId, table.advisorId],
      foreignColumns: [advisors.tenantId, advisors.id],
    }),
  ],
);
export type TransferAttempt = typeof transferAttempts.$inferSelect;
