import { z } from "zod";
import { readTime } from "@/components/settings/business-week";
import { localInstant } from "@/lib/agenda/rules";
import { formatDay, formatTime } from "@/lib/format";

/** A deadline as the fields hold it, by the clock of the business. */
export const dueForm = z.object({
  /** `YYYY-MM-DD`. */
  day: z.iso.date().refine((value) => value >= "2020" && value < "2100", "invalid"),
  /** `HH:MM`. */
  time: z.string().refine((value) => readTime(value) === value, "time_of_day"),
});
export type DueForm = z.output<typeof dueForm>;

export function dueFormOf(dueAt: Date, timeZone: string): DueForm {
  return { day: formatDay(dueAt, timeZone), time: formatTime(dueAt, { locale: "en-GB", timeZone }) };
}

export function dueOfForm({ day, time }: DueForm, timeZone: string): Date {
  return localInstant(day, time, timeZone);
}
