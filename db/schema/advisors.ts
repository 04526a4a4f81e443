import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { Language, OpeningHours } from "@/lib/vocabulary";
import { instant, tenantId, users } from "./tenants";

/** A person to whom calls are transferred. Those who were in a transfer are never deleted: then they are archived. */
export const advisors = pgTable(
  "advisors",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull().defaultRandom(),
    name: text("name").notNull(),
    /** E.164. */
    number: text("number").notNull(),
    /** The member whose telephone it is: their screen opens when it rings. */
    userId: uuid("user_id").references(() => users.id, { onDelete: "set null" }),
    /** What they help with, as the business calls it. */
    skills: jsonb("skills").$type<string[]>().notNull().default([]),
    /** Empty: the business's own. */
    languages: jsonb("languages").$type<Language[]>().notNull().default([]),
    /** Null: the business's own. Breaks are the gaps between a day's times. */
    openingHours: jsonb("opening_hours").$type<OpeningHours>(),
    /** 1 is asked first. */
    priority: integer("priority").notNull().default(1),
    /** Switched by hand; off is off whatever the hours say. */
    isOn: boolean("is_on").notNull().default(true),
    email: text("email"),
    notifyByEmail: boolean("notify_by_email").notNull().default(true),
    notifyBySms: boolean("notify_by_sms").notNull().default(false),
    archivedAt: instant("archived_at"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index("advisors_user").on(table.tenantId, table.userId),
    uniqueIndex("advisors_number")
      .on(table.tenantId, table.number)
      .where(sql`${table.archivedAt} is null`),
    check("advisors_priority", sql`${table.priority} between 1 and 9`),
  ],
);
export type Advisor = typeof advisors.$inferSelect;

/** Time in which an advisor is not rung: holidays, a course. Closures of the business count besides. */
export const advisorAbsences = pgTable(
  "advisor_absences",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull().defaultRandom(),
    advisorId: uuid("advisor_id").notNull(),
    startsAt: instant("starts_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    reason: text("reason").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index("advisor_absences_advisor").on(table.tenantId, table.advisorId, table.endsAt),
    check("advisor_absences_in_order", sql`${table.endsAt} > ${table.startsAt}`),
    foreignKey({
      name: "advisor_absences_advisor_fk",
      columns: [table.tenantId, table.advisorId],
      foreignColumns: [advisors.tenantId, advisors.id],
    }).onDelete("cascade"),
  ],
);
export type AdvisorAbsence = typeof advisorAbsences.$inferSelect;
