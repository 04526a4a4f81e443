import { tzOffset } from "@date-fns/tz";
import { WEEKDAYS, type Weekday } from "@/lib/vocabulary";

const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;

/**
 * The instant at which the clocks of a zone show a time, as RFC 5545 §3.3.5 reads local times: one that clocks skip is taken with the
 * offset before they jumped (02:30 becomes 03:30), one that comes twice is the first. `day` is `YYYY-MM-DD`, `time` is `HH:MM`.
 */
export function localInstant(day: string, time: string, timeZone: string): Date {
  const wall = Date.parse(`${day}T${time}:00Z`);
  // No zone changes its clocks twice within two days.
  const [before, after] = [-DAY_MS, DAY_MS].map((shift) => offsetMs(timeZone, wall + shift));
  const first = wall - (before ?? 0);
  const second = wall - (after ?? 0);
  if (wall - offsetMs(timeZone, first) === first || wall - offsetMs(timeZone, second) !== second) {
    return new Date(first);
  }
  return new Date(second);
}

function offsetMs(timeZone: string, instantMs: number): number {
  return tzOffset(timeZone, new Date(instantMs)) * MINUTE_MS;
}

/** `YYYY-MM-DD` some days later; earlier where `days` is negative. */
export function shiftDay(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

export function weekdayOf(day: string): Weekday {
  const index = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return WEEKDAYS[index] ?? "monday";
}

export function mondayOf(day: string): string {
  return shiftDay(day, -WEEKDAYS.indexOf(weekdayOf(day)));
}

/** From midnight to midnight of a zone: 23 to 25 hours. */
export function dayBounds(day: string, timeZone: string): { startsAt: Date; endsAt: Date } {
  return {
    startsAt: localInstant(day, "00:00", timeZone),
    endsAt: localInstant(shiftDay(day, 1), "00:00", timeZone),
  };
}
