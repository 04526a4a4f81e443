import type { OpeningHours } from "@/lib/vocabulary";
import { localInstant, weekdayOf } from "./rules";

export interface TimeSpan {
  startsAt: Date;
  endsAt: Date;
}

interface DayOfWork {
  /** `YYYY-MM-DD`, of `timeZone`. */
  day: string;
  timeZone: string;
  businessHours: OpeningHours;
  /** Null: the business's own. */
  staffHours: OpeningHours | null;
  /** Of the business and of this person; those of other days do no harm. */
  closures: readonly TimeSpan[];
}

/** When somebody can be visited on one day: opening hours without closures, in order, neither touching nor empty. */
export function openIntervals({ day, timeZone, businessHours, staffHours, closures }: DayOfWork): TimeSpan[] {
  const hours = (staffHours ?? businessHours)[weekdayOf(day)] ?? [];
  const open = hours.map(({ from, to }) => ({
    startsAt: localInstant(day, from, timeZone),
    endsAt: localInstant(day, to, timeZone),
  }));
  return closures.reduce(without, joined(open));
}

/** Stretches that meet, or that a change of the clocks pushed into each other, become one. */
function joined(spans: readonly TimeSpan[]): TimeSpan[] {
  const result: TimeSpan[] = [];
  for (const span of spans) {
    const last = result.at(-1);
    if (last && span.startsAt <= last.endsAt) {
      result[result.length - 1] = { ...last, endsAt: later(last.endsAt, span.endsAt) };
    } else if (span.startsAt < span.endsAt) {
      result.push(span);
    }
  }
  return result;
}

function without(open: readonly TimeSpan[], closed: TimeSpan): TimeSpan[] {
  return open.flatMap((span) => {
    if (closed.endsAt <= span.startsAt || span.endsAt <= closed.startsAt) return [span];
    return [
      { startsAt: span.startsAt, endsAt: closed.startsAt },
      { startsAt: closed.endsAt, endsAt: span.endsAt },
    ].filter(({ startsAt, endsAt }) => startsAt < endsAt);
  });
}

function later(one: Date, other: Date): Date {
  return one > other ? one : other;
}
