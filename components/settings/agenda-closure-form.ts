import { z } from "zod";
import { dayBounds, localInstant } from "@/lib/agenda/rules";
import { closureInput } from "@/lib/agenda/schema";

const day = z.iso.date();
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "time_of_day");

/** A closure as a person says it: days, or hours, of the business's clock. */
export const closureForm = z
  .object({
    reason: closureInput.shape.reason,
    /** Empty: the whole business. */
    staffId: z.union([z.literal(""), z.uuid()]),
    wholeDays: z.boolean(),
    firstDay: day,
    from: time,
    lastDay: day,
    to: time,
  })
  .check(({ value, issues }) => {
    // What is no day cannot be early or late.
    if (issues.length > 0) return;
    const { wholeDays, firstDay, from, lastDay, to } = value;
    const ends = wholeDays ? lastDay >= firstDay : `${lastDay}T${to}` > `${firstDay}T${from}`;
    if (ends) return;
    const path = wholeDays || lastDay < firstDay ? "lastDay" : "to";
    issues.push({ code: "custom", message: "ends_before_it_starts", path: [path], input: value[path] });
  });
export type ClosureForm = z.output<typeof closureForm>;

export function newClosure(today: string): ClosureForm {
  return {
    reason: "",
    staffId: "",
    wholeDays: true,
    firstDay: today,
    from: "09:00",
    lastDay: today,
    to: "14:00",
  };
}

/** As the server takes it. Whole days go from midnight to midnight, also where the clocks change in between. */
export function closureOf(form: ClosureForm, timeZone: string) {
  const { reason, staffId, wholeDays, firstDay, from, lastDay, to } = form;
  const span = wholeDays
    ? { startsAt: dayBounds(firstDay, timeZone).startsAt, endsAt: dayBounds(lastDay, timeZone).endsAt }
    : { startsAt: localInstant(firstDay, from, timeZone), endsAt: localInstant(lastDay, to, timeZone) };
  return {
    reason,
    staffId: staffId || null,
    startsAt: span.startsAt.toISOString(),
    endsAt: span.endsAt.toISOString(),
  };
}
