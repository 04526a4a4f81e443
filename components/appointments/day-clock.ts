import { tzOffset } from "@date-fns/tz";
import { dayBounds } from "@/lib/agenda/rules";

const MINUTE_MS = 60_000;

/** Minutes the clock shows since midnight; `to` is not part of it. */
export interface MinuteSpan {
  from: number;
  to: number;
}

/** One day of a business, and what its clock does on it. */
export interface DayClock {
  day: string;
  startsAt: Date;
  endsAt: Date;
  /** What the clock jumps over: 2:00 to 3:00 on a day of 23 hours. */
  skipped: MinuteSpan | null;
  /** What the clock shows twice on a day of 25 hours. */
  repeated: MinuteSpan | null;
  /** When it jumped, forwards or back. */
  changesAt: Date | null;
  offsetBeforeMinutes: number;
  offsetAfterMinutes: number;
}

const known = new Map<string, DayClock>();

export function dayClock(day: string, timeZone: string): DayClock {
  const key = `${timeZone} ${day}`;
  const clock = known.get(key) ?? readClock(day, timeZone);
  known.set(key, clock);
  return clock;
}

function readClock(day: string, timeZone: string): DayClock {
  const offsetAt = (ms: number) => tzOffset(timeZone, new Date(ms));
  const midnightMs = utcMidnight(day);
  const { startsAt, endsAt } = dayBounds(day, timeZone);
  const [startMs, endMs] = [startsAt.getTime(), endsAt.getTime()];
  const after = offsetAt(endMs - MINUTE_MS);
  const before = offsetAt(startMs);
  // A clock that jumps over midnight begins its day late (Santiago in September).
  const lateMinutes = (startMs + before * MINUTE_MS - midnightMs) / MINUTE_MS;
  const clock = {
    day,
    startsAt,
    endsAt,
    skipped: lateMinutes > 0 ? { from: 0, to: lateMinutes } : null,
    repeated: null,
    changesAt: null,
    offsetBeforeMinutes: before,
    offsetAfterMinutes: after,
  };
  if (before === after) return clock;
  const changeMs = firstMinute(startMs, endMs, (ms) => offsetAt(ms) === after);
  const from = (changeMs + Math.min(before, after) * MINUTE_MS - midnightMs) / MINUTE_MS;
  const span = { from, to: from + Math.abs(after - before) };
  const changesAt = new Date(changeMs);
  return after > before ? { ...clock, changesAt, skipped: span } : { ...clock, changesAt, repeated: span };
}

function utcMidnight(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** The first whole minute for which it holds, where it holds ever after. */
function firstMinute(fromMs: number, toMs: number, holds: (ms: number) => boolean): number {
  let [low, high] = [0, (toMs - fromMs) / MINUTE_MS];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(fromMs + middle * MINUTE_MS)) high = middle;
    else low = middle + 1;
  }
  return fromMs + low * MINUTE_MS;
}

/** What the clock shows, in minutes since midnight, and whether it shows it for the second time. */
export function clockMinute(clock: DayClock, instant: Date): { minute: number; isSecond: boolean } {
  const hasChanged = clock.changesAt !== null && instant >= clock.changesAt;
  const offset = hasChanged ? clock.offsetAfterMinutes : clock.offsetBeforeMinutes;
  const minute = (instant.getTime() - utcMidnight(clock.day)) / MINUTE_MS + offset;
  return { minute, isSecond: hasChanged && isWithin(minute, clock.repeated) };
}

/** What is jumped over is as much later (RFC 5545 §3.3.5: 2:30 is 3:30); what comes twice is meant the first time unless said otherwise. */
export function instantOf(clock: DayClock, minute: number, isSecond = false): Date {
  const { skipped } = clock;
  const shown = isWithin(minute, skipped) ? minute + skipped.to - skipped.from : minute;
  const at = (offset: number) => new Date(utcMidnight(clock.day) + (shown - offset) * MINUTE_MS);
  const first = at(clock.offsetBeforeMinutes);
  if (clock.changesAt === null) return first;
  if (isSecond && isWithin(shown, clock.repeated)) return at(clock.offsetAfterMinutes);
  return first < clock.changesAt ? first : at(clock.offsetAfterMinutes);
}

export function isWithin(minute: number, span: MinuteSpan | null): span is MinuteSpan {
  return span !== null && minute >= span.from && minute < span.to;
}

/** `9:30` of minutes since midnight, as fields of a form write it: `09:30`. */
export function timeText(minute: number): string {
  const whole = Math.round(minute);
  return `${String(Math.floor(whole / 60)).padStart(2, "0")}:${String(whole % 60).padStart(2, "0")}`;
}

/** Undefined for what is no time of day. */
export function minuteOf(text: string): number | undefined {
  const parts = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(text);
  return parts ? Number(parts[1]) * 60 + Number(parts[2]) : undefined;
}
