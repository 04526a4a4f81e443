import { sql } from "drizzle-orm";
import { index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { LineService, LineState } from "@/lib/vocabulary";
import { instant, tenantId } from "./tenants";

/** Whether what a call needs works, for each business: its accounts are its own. Without a row nothing was noticed yet, and it counts as up. */
export const lineServices = pgTable(
  "line_services",
  {
    tenantId: tenantId(),
    service: text("service").$type<LineService>().notNull(),
    state: text("state").$type<LineState>().notNull().default("up"),
    /** In a row, whoever noticed them: a call or a probe. */
    failures: integer("failures").notNull().default(0),
    successes: integer("successes").notNull().default(0),
    /** Since when it is in this state. */
    changedAt: instant("changed_at")
      .notNull()
      .default(sql`clock_timestamp()`),
    checkedAt: instant("checked_at")
      .notNull()
      .default(sql`clock_timestamp()`),
    nextProbeAt: instant("next_probe_at")
      .notNull()
      .default(sql`clock_timestamp()`),
    /** The vendor's last refusal, in its words; null while it is up. */
    error: text("error"),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.service] }),
    index("line_services_due").on(table.nextProbeAt),
  ],
);
export type LineServiceRow = typeof lineServices.$inferSelect;
