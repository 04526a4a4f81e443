import { z } from "zod";
import { externalId } from "@/lib/contacts/schema";
import { line, paragraphs } from "@/lib/text";
import { DAY_MS } from "@/lib/agenda/rules";
import { APPOINTMENT_EVENT_TYPES, APPOINTMENT_STATUSES } from "@/lib/vocabulary";

export const appointmentParams = z.object({ appointmentId: z.uuid() });

/** Years PostgreSQL and calendars write alike. */
export const instantInput = z.iso
  .datetime({ offset: true })
  .transform((value) => new Date(value))
  .refine((value) => value.getUTCFullYear() >= 1970 && value.getUTCFullYear() < 2100, "invalid");

export const appointmentInput = z.object({
  contactId: z.uuid(),
  staffId: z.uuid(),
  serviceId: z.uuid().nullable().default(null),
  /** What it is called where no service says so. */
  title: line(120, 0).default(""),
  startsAt: instantInput,
  /** Absent: as long as the service takes. */
  endsAt: instantInput.optional(),
  notes: paragraphs(2000).default(""),
  externalId: externalId.nullable().default(null),
  /** Absent: `scheduled`. For what is brought from another system. */
  status: z.enum(APPOINTMENT_STATUSES).optional(),
});
export type AppointmentInput = z.output<typeof appointmentInput>;

const { title, startsAt, endsAt, notes, status } = appointmentInput.shape;

/** What the business's own system says of an appointment; people and service by our ids or by its own. */
export const externalAppointmentInput = z
  .object({
    contactId: z.uuid().optional(),
    contactExternalId: externalId.optional(),
    staffId: z.uuid().optional(),
    staffExternalId: externalId.optional(),
    serviceId: z.uuid().optional(),
    serviceExternalId: externalId.optional(),
    title,
    startsAt,
    endsAt,
    notes,
    status,
  })
  .refine((value) => (value.contactId === undefined) !== (value.contactExternalId === undefined), {
    error: "one_of_two",
    path: ["contactExternalId"],
  })
  .refine((value) => (value.staffId === undefined) !== (value.staffExternalId === undefined), {
    error: "one_of_two",
    path: ["staffExternalId"],
  });
export type ExternalAppointment = z.output<typeof externalAppointmentInput>;

/** What is left out stays as it is. A new time keeps the length unless `endsAt` says another. */
export const appointmentPatch = z
  .object({
    staffId: z.uuid(),
    serviceId: z.uuid().nullable(),
    title: line(120, 0),
    startsAt: instantInput,
    endsAt: instantInput,
    notes: paragraphs(2000),
    externalId: externalId.nullable(),
  })
  .partial()
  .refine((value) => Object.keys(value).length > 0, "empty");
export type AppointmentPatch = z.output<typeof appointmentPatch>;

/** `scheduled` opens one again that was cancelled, missed or completed. `rescheduled` comes of a new time only. */
export const appointmentStatusInput = z.object({
  status: z.enum(APPOINTMENT_STATUSES).exclude(["rescheduled"]),
  reason: line(300, 0).default(""),
});

export const appointmentView = z.object({
  id: z.uuid(),
  status: z.enum(APPOINTMENT_STATUSES),
  startsAt: z.coerce.date(),
  endsAt: z.coerce.date(),
  title: z.string(),
  notes: z.string(),
  externalId: z.string().nullable(),
  contact: z.object({ id: z.uuid(), name: z.string(), number: z.string().nullable() }),
  staff: z.object({ id: z.uuid(), name: z.string(), color: z.number().int() }),
  service: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  revision: z.number().int(),
  updatedAt: z.coerce.date(),
});
export type AppointmentView = z.output<typeof appointmentView>;

const known = { externalId: z.string().nullable() };
const { contact, staff, service } = appointmentView.shape;

/** What the business's own systems are told of an appointment: people and service by their ids too. */
export const appointmentTold = appointmentView.extend({
  contact: contact.extend(known),
  staff: staff.extend(known),
  service: service.unwrap().extend(known).nullable(),
});

export const appointmentEventView = z.object({
  id: z.uuid(),
  type: z.enum(APPOINTMENT_EVENT_TYPES),
  at: z.coerce.date(),
  /** A member's name, the name of an API key, `agent`, or a part of the house. */
  by: z.string(),
  callId: z.uuid().nullable(),
  /** `{ field: [before, after] }`, and `reason` where one was given. */
  details: z.record(z.string(), z.unknown()),
});

/** With what happened to it, oldest first. */
export const appointmentDetail = appointmentView.extend({ events: z.array(appointmentEventView) });
export type AppointmentDetail = z.output<typeof appointmentDetail>;

const MAX_DAYS = 62;

/** Appointments that touch the time from `from` to before `to`, in order of their beginning. */
export const appointmentListQuery = z
  .object({
    from: instantInput,
    to: instantInput,
    staffId: z.uuid().optional(),
  })
  .refine(({ from, to }) => to > from && +to - +from <= MAX_DAYS * DAY_MS, {
    error: "period",
    path: ["to"],
  });

/** Of one contact or one call, newest first. */
export const appointmentsOfQuery = z.object({ contactId: z.uuid().optional(), callId: z.uuid().optional() });

export const slotQuery = z.object({
  serviceId: z.uuid(),
  staffId: z.uuid().optional(),
  /** Day of the business's time zone, `YYYY-MM-DD`. */
  from: z.iso.date(),
  days: z.coerce.number().int().min(1).max(31).default(7),
  /** The appointment that is to be moved does not stand in its own way. */
  movingId: z.uuid().optional(),
});

export const slotView = z.object({
  startsAt: z.coerce.date(),
  endsAt: z.coerce.date(),
  staff: z.object({ id: z.uuid(), name: z.string() }),
});
export type SlotView = z.output<typeof slotView>;
