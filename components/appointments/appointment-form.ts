import { z } from "zod";
import { ApiError } from "@/lib/api-client";
import { appointmentInput } from "@/lib/appointments/schema";
import { isDay } from "./calendar-day";
import { dayClock, instantOf, minuteOf } from "./day-clock";
import type { TimeDraft } from "./time-fields";

const MINUTE_MS = 60_000;

export const timeDraft = z.object({
  staffId: z.string().min(1),
  day: z.string().refine(isDay, "invalid"),
  time: z.string().refine((value) => minuteOf(value) !== undefined, "time_of_day"),
  minutes: z.number().int().min(5).max(1440),
});

/** As the fields hold it: somebody known, or the name and number of somebody new. */
export const appointmentForm = timeDraft
  .extend({
    contactId: z.string(),
    isNew: z.boolean(),
    newName: z.string().trim().max(120),
    newNumber: z.string().trim().max(40),
    serviceId: z.string(),
    notes: appointmentInput.shape.notes.unwrap(),
  })
  .superRefine(({ contactId, isNew, newName }, context) => {
    if (isNew && newName === "") context.addIssue({ code: "custom", message: "required", path: ["newName"] });
    if (!isNew && contactId === "")
      context.addIssue({ code: "custom", message: "required", path: ["contactId"] });
  });
export type AppointmentForm = z.output<typeof appointmentForm>;

/** The instants of a draft that `timeDraft` has judged. */
export function timesOf(
  { day, time, minutes }: TimeDraft,
  timeZone: string,
): { startsAt: Date; endsAt: Date } {
  const startsAt = instantOf(dayClock(day, timeZone), minuteOf(time) ?? 0);
  return { startsAt, endsAt: new Date(startsAt.getTime() + minutes * MINUTE_MS) };
}

const FIELDS: Record<string, string> = {
  startsAt: "time",
  endsAt: "minutes",
  name: "newName",
  numbers: "newNumber",
  "numbers.0.number": "newNumber",
};

/** A refusal that names the server's fields, naming those of the form. */
export function toFormFields(error: unknown): unknown {
  if (!(error instanceof ApiError)) return error;
  const fields = Object.fromEntries(
    Object.entries(error.fields).map(([field, message]) => [FIELDS[field] ?? field, message]),
  );
  return new ApiError(error.status, error.code, error.message, fields, error.details);
}
