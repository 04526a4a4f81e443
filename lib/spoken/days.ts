import { DAY_MS, shiftDay } from "@/lib/agenda/rules";

/** A day of the business's calendar, `YYYY-MM-DD`; it has no zone, so no clock change can move it. */
export type Day = string;

const toMs = (day: Day) => Date.parse(`${day}T00:00:00Z`);

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((toMs(to) - toMs(from)) / DAY_MS);
}

/** 1 Monday … 7 Sunday. */
export function weekdayNumber(day: Day): number {
  return new Date(toMs(day)).getUTCDay() || 7;
}

export function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

/** 1 to 12. */
export function monthOf(day: Day): number {
  return Number(day.slice(5, 7));
}

/** 1 to 31. */
export function dayOfMonth(day: Day): number {
  return Number(day.slice(8, 10));
}

/** Undefined when the calendar has no such day. `month` from 1; years 1000 to 9999. */
export function makeDay(year: number, month: number, day: number): Day | undefined {
  if (year < 1000 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month))
    return undefined;
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The first of the month that lies `months` after that of `day`. */
export function firstOfMonth(day: Day, months: number): Day {
  const index = yearOf(day) * 12 + monthOf(day) - 1 + months;
  return `${Math.trunc(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}-01`;
}

export function lastOfMonth(day: Day): Day {
  return shiftDay(firstOfMonth(day, 1), -1);
}

/** The same day of a later month, or that month's last one. */
export function addMonths(day: Day, months: number): Day {
  const first = firstOfMonth(day, months);
  const last = dayOfMonth(lastOfMonth(first));
  return shiftDay(first, Math.min(dayOfMonth(day), last) - 1);
}

export const laterDay = (a: Day, b: Day): Day => (a > b ? a : b);
export const earlierDay = (a: Day, b: Day): Day => (a < b ? a : b);
