import { z } from "zod";
import { instantInput } from "@/lib/appointments/schema";
import { email, openingHours } from "@/lib/tenants/schema";
import { line } from "@/lib/text";
import { LANGUAGES, WEEKDAYS } from "@/lib/vocabulary";

export const advisorParams = z.object({ advisorId: z.uuid() });
export const absenceParams = z.object({ advisorId: z.uuid(), absenceId: z.uuid() });

export const advisorInput = z.object({
  name: line(80),
  /** As typed: national of the business's country, or with `+`. */
  number: z.string().trim().min(1).max(40),
  /** A member of the business whose telephone it is. */
  userId: z.uuid().nullable(),
  skills: z.array(line(40)).max(20),
  languages: z.array(z.enum(LANGUAGES)).max(2),
  /** Null: the business's own; breaks are the gaps between a day's times. */
  openingHours: openingHours.nullable(),
  /** 1 is asked first. */
  priority: z.number().int().min(1).max(9),
  isOn: z.boolean(),
  email: email.nullable(),
  notifyByEmail: z.boolean(),
  notifyBySms: z.boolean(),
});
/** Left out: no member, no skills, every language, the business's hours, priority 1, on, told by e-mail. */
export const newAdvisorInput = advisorInput.partial().required({ name: true, number: true });
export const advisorPatch = advisorInput.partial().refine((value) => Object.keys(value).length > 0, "empty");

export const availabilityInput = z.object({ isOn: z.boolean() });

export const absenceInput = z
  .object({ startsAt: instantInput, endsAt: instantInput, reason: line(120) })
  .refine(({ startsAt, endsAt }) => endsAt > startsAt, { error: "ends_before_it_starts", path: ["endsAt"] });

export const absenceView = z.object({
  id: z.uuid(),
  startsAt: z.coerce.date(),
  endsAt: z.coerce.date(),
  reason: z.string(),
});
export type AbsenceView = z.output<typeof absenceView>;

/** Why an advisor would not be rung now; null: they would. */
export const OFF_REASONS = ["off", "absent", "closed", "out_of_hours", "busy"] as const;
export type OffReason = (typeof OFF_REASONS)[number];

export const advisorView = z.object({
  id: z.uuid(),
  name: z.string(),
  number: z.string(),
  member: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  skills: z.array(z.string()),
  languages: z.array(z.enum(LANGUAGES)),
  openingHours: z
    .partialRecord(z.enum(WEEKDAYS), z.array(z.object({ from: z.string(), to: z.string() })))
    .nullable(),
  priority: z.number().int(),
  isOn: z.boolean(),
  email: z.string().nullable(),
  notifyByEmail: z.boolean(),
  notifyBySms: z.boolean(),
  absences: z.array(absenceView),
  /** As of now. */
  offReason: z.enum(OFF_REASONS).nullable(),
  /** Calls taken since midnight where the business is. */
  callsToday: z.number().int(),
});
export type AdvisorView = z.output<typeof advisorView>;
