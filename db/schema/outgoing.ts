import { sql } from "drizzle-orm";
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import type { DeliveryEvent, DeliveryStatus, OutgoingEvent } from "@/lib/vocabulary";
import { instant, tenantId } from "./tenants";

/** An address of the business's own that is told what happens. */
export const webhookEndpoints = pgTable(
  "webhook_endpoints",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull().defaultRandom(),
    url: text("url").notNull(),
    events: text("events").array().$type<OutgoingEvent[]>().notNull(),
    /** Sealed (lib/accounts/seal.ts). */
    sealedSecret: text("sealed_secret").notNull(),
    active: boolean("active").notNull().default(true),
    /** Why it was switched off by itself; null otherwise. */
    disabledReason: text("disabled_reason"),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);
export type WebhookEndpoint = typeof webhookEndpoints.$inferSelect;

/** One event for one address, written in the transaction of the event, so that it is told exactly when it happened. */
export const webhookDeliveries = pgTable(
  "webhook_deliveries",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull().defaultRandom(),
    endpointId: uuid("endpoint_id").notNull(),
    event: text("event").$type<DeliveryEvent>().notNull(),
    /** The `data` of the body. */
    data: jsonb("data").$type<Record<string, unknown>>().notNull(),
    status: text("status").$type<DeliveryStatus>().notNull().default("pending"),
    attempts: integer("attempts").notNull().default(0),
    createdAt: instant("created_at")
      .notNull()
      .default(sql`clock_timestamp()`),
    nextAttemptAt: instant("next_attempt_at")
      .notNull()
      .default(sql`clock_timestamp()`),
    /** Of the last attempt: what came back, or why nothing did. */
    lastStatus: integer("last_status"),
    lastAnswer: text("last_answer"),
    lastAttemptAt: instant("last_attempt_at"),
    durationMs: integer("duration_ms"),
    deliveredAt: instant("delivered_at"),
    /** The delivery that a person had repeated. */
    replayOf: uuid("replay_of"),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index("webhook_deliveries_due")
      .on(table.nextAttemptAt)
      .where(sql`${table.status} = 'pending'`),
    index("webhook_deliveries_endpoint").on(
      table.tenantId,
      table.endpointId,
      table.createdAt.desc().nullsFirst(),
      table.id.desc().nullsFirst(),
    ),
    foreignKey({
      name: "webhook_deliveries_endpoint_fk",
      columns: [table.tenantId, table.endpointId],
      foreignColumns: [webhookEndpoints.tenantId, webhookEndpoints.id],
    }).onDelete("cascade"),
  ],
);
export type WebhookDelivery = typeof webhookDeliveries.$inferSelect;
