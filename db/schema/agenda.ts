import { sql } from "drizzle-orm";
import {
  boolean,
  check,
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
import type { AppointmentEventType, AppointmentStatus, OpeningHours } from "@/lib/vocabulary";
import { contacts } from "./contacts";
import { instant, tenantId } from "./tenants";

/** Who sees patients or serves clients. Never deleted once it had appointments: then it is inactive. */
export const staff = pgTable(
  "staff",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull().defaultRandom(),
    name: text("name").notNull(),
    /** Index of the agenda's colours, 0 to 7. */
    color: integer("color").notNull().default(0),
    /** Null: the business's own. */
    openingHours: jsonb("opening_hours").$type<OpeningHours>(),
    active: boolean("active").notNull().default(true),
    position: integer("position").notNull().default(0),
    externalId: text("external_id"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex("staff_external").on(table.tenantId, table.externalId),
  ],
);
export type Staff = typeof staff.$inferSelect;

export const services = pgTable(
  "services",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull().defaultRandom(),
    name: text("name").notNull(),
    durationMinutes: integer("duration_minutes").notNull(),
    /** Decimal, in the currency of the business's country; null: not said. */
    price: numeric("price"),
    active: boolean("active").notNull().default(true),
    /** Agents may book it by themselves. */
    bookableByAgents: boolean("bookable_by_agents").notNull().default(true),
    position: integer("position").notNull().default(0),
    externalId: text("external_id"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex("services_external").on(table.tenantId, table.externalId),
    check("services_duration", sql`${table.durationMinutes} between 5 and 720`),
  ],
);
export type Service = typeof services.$inferSelect;

/** Who does what. */
export const staffServices = pgTable(
  "staff_services",
  {
    tenantId: tenantId(),
    staffId: uuid("staff_id").notNull(),
    serviceId: uuid("service_id").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.staffId, table.serviceId] }),
    foreignKey({
      name: "staff_services_staff_fk",
      columns: [table.tenantId, table.staffId],
      foreignColumns: [staff.tenantId, staff.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "staff_services_service_fk",
      columns: [table.tenantId, table.serviceId],
      foreignColumns: [services.tenantId, services.id],
    }).onDelete("cascade"),
  ],
);

/** Time in which nobody, or one person, receives anybody: holidays, vacations, a course. */
export const closures = pgTable(
  "closures",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull().defaultRandom(),
    /** Null: the whole business. */
    staffId: uuid("staff_id"),
    startsAt: instant("starts_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    reason: text("reason").notNull(),
    /** Of the country's calendar: `2026-12-25`; null for what a person entered. */
    holidayOn: text("holiday_on"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex("closures_holiday").on(table.tenantId, table.holidayOn),
    index("closures_ends").on(table.tenantId, table.endsAt),
    check("closures_in_order", sql`${table.endsAt} > ${table.startsAt}`),
    foreignKey({
      name: "closures_staff_fk",
      columns: [table.tenantId, table.staffId],
      foreignColumns: [staff.tenantId, staff.id],
    }).onDelete("cascade"),
  ],
);
export type Closure = typeof closures.$inferSelect;

/**
 * A visit of a contact. Two that hold the same time of one member of staff cannot exist: `appointments_no_overlap`, an exclusion
 * constraint of the next migration.
 */
export const appointments = pgTable(
  "appointments",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull().defaultRandom(),
    contactId: uuid("contact_id").notNull(),
    staffId: uuid("staff_id").notNull(),
    /** Null: what the business's own system calls it is in `title`. */
    serviceId: uuid("service_id"),
    title: text("title").notNull().default(""),
    startsAt: instant("starts_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    status: text("status").$type<AppointmentStatus>().notNull().default("scheduled"),
    notes: text("notes").notNull().default(""),
    externalId: text("external_id"),
    /** Rises with every change: the SEQUENCE of its calendar entry (RFC 5545 §3.8.7.4). */
    revision: integer("revision").notNull().default(0),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex("appointments_external").on(table.tenantId, table.externalId),
    index("appointments_starts").on(table.tenantId, table.startsAt, table.id),
    index("appointments_contact").on(table.tenantId, table.contactId, table.startsAt),
    check(
      "appointments_in_order",
      sql`${table.endsAt} > ${table.startsAt} and ${table.endsAt} <= ${table.startsAt} + interval '24 hours'`,
    ),
    foreignKey({
      name: "appointments_contact_fk",
      columns: [table.tenantId, table.contactId],
      foreignColumns: [contacts.tenantId, contacts.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "appointments_staff_fk",
      columns: [table.tenantId, table.staffId],
      foreignColumns: [staff.tenantId, staff.id],
    }),
    foreignKey({
      name: "appointments_service_fk",
      columns: [table.tenantId, table.serviceId],
      foreignColumns: [services.tenantId, services.id],
    }),
  ],
);
export type Appointment = typeof appointments.$inferSelect;

/** What happened to an appointment, by whom, and in which call. Never changed. */
export const appointmentEvents = pgTable(
  "appointment_events",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull().defaultRandom(),
    appointmentId: uuid("appointment_id").notNull(),
    type: text("type").$type<AppointmentEventType>().notNull(),
    at: instant("at")
      .notNull()
      .default(sql`clock_timestamp()`),
    actor: text("actor").notNull(),
    /** The call in which it was agreed; no key, so that the history outlives the call. */
    callId: uuid("call_id"),
    /** What changed: `{ field: [before, after] }`, and a reason where one was given. */
    details: jsonb("details").$type<Record<string, unknown>>().notNull().default({}),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index("appointment_events_appointment").on(table.tenantId, table.appointmentId, table.at),
    index("appointment_events_call").on(table.tenantId, table.callId),
    foreignKey({
      name: "appointment_events_appointment_fk",
      columns: [table.tenantId, table.appointmentId],
      foreignColumns: [appointments.tenantId, appointments.id],
    }).onDelete("cascade"),
  ],
);
export type AppointmentEvent = typeof appointmentEvents.$inferSelect;

/** An address at which calendars read the agenda. The token is shown once; its SHA-256 opens the door. */
export const calendarFeeds = pgTable(
  "calendar_feeds",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull().defaultRandom(),
    name: text("name").notNull(),
    /** Null: everybody's agenda. */
    staffId: uuid("staff_id"),
    /** Without it an entry says that the time is taken, and by which service. */
    showNames: boolean("show_names").notNull().default(false),
    tokenHash: text("token_hash").notNull(),
    hint: text("hint").notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    lastReadAt: instant("last_read_at"),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex("calendar_feeds_token").on(table.tokenHash),
    foreignKey({
      name: "calendar_feeds_staff_fk",
      columns: [table.tenantId, table.staffId],
      foreignColumns: [staff.tenantId, staff.id],
    }).onDelete("cascade"),
  ],
);
export type CalendarFeed = typeof calendarFeeds.$inferSelect;
