import { weekdayOf } from "@/lib/agenda/rules";
import type { ClosureView } from "@/lib/agenda/schema";
import type { OpeningHours } from "@/lib/vocabulary";
import { type DayClock, instantOf, minuteOf, type MinuteSpan } from "./day-clock";
import { rowOf, type TimeAxis } from "./time-axis";

type Hours = Partial<{ [Day in keyof OpeningHours]: { from: string; to: string }[] | undefined }>;

const LAST_MINUTE = 1439;
const DAY_MINUTES = 1440;

/** When it is open that day, in minutes of the clock; 23:59 is how forms say midnight. */
export function openMinutes(hours: Hours, day: string): MinuteSpan[] {
  return (hours[weekdayOf(day)] ?? []).flatMap(({ from, to }) => {
    const [start, end] = [minuteOf(from), minuteOf(to)];
    if (start === undefined || end === undefined) return [];
    return [{ from: start, to: end === LAST_MINUTE ? DAY_MINUTES : end }];
  });
}

/** The rows of a day in which nobody is received. */
export function closedRows(axis: TimeAxis, open: readonly MinuteSpan[]): MinuteSpan[] {
  const closed: MinuteSpan[] = [];
  let last = 0;
  for (const { from, to } of open) {
    const row = rowOf(axis, from);
    if (row > last) closed.push({ from: last, to: row });
    last = rowOf(axis, to);
  }
  if (last < axis.lengthMinutes) closed.push({ from: last, to: axis.lengthMinutes });
  return closed;
}

/** Closures of the whole business or of that person that touch the time; for everybody's column those of the business only. */
export function closuresWithin(
  closures: readonly ClosureView[],
  staffId: string | null,
  { startsAt, endsAt }: { startsAt: Date; endsAt: Date },
): ClosureView[] {
  return closures.filter(
    (closure) =>
      (closure.staffId === null || closure.staffId === staffId) &&
      closure.startsAt < endsAt &&
      closure.endsAt > startsAt,
  );
}

/** Why nobody would expect a visit at that time: the reason of a closure, or that it is not open. */
export type Oddity = { closure: string } | "not_open";

type Visit = { startsAt: Date; endsAt: Date; staffId: string };

export function oddityOf(
  visit: Visit,
  clock: DayClock,
  hours: Hours,
  closures: readonly ClosureView[],
): Oddity | undefined {
  const [closure] = closuresWithin(closures, visit.staffId, visit);
  if (closure) return { closure: closure.reason };
  const isOpen = openMinutes(hours, clock.day).some(
    ({ from, to }) => instantOf(clock, from) <= visit.startsAt && visit.endsAt <= endOf(clock, to),
  );
  return isOpen ? undefined : "not_open";
}

function endOf(clock: DayClock, minute: number): Date {
  return minute === DAY_MINUTES ? clock.endsAt : instantOf(clock, minute);
}
