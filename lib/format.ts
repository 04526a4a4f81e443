import { tz } from "@date-fns/tz";
import { differenceInCalendarDays, format } from "date-fns";

/** Whose clock and whose language: never the machine's. */
export type Place = { locale: string; timeZone: string };

/** `14:05`. */
export function formatTime(instant: Date, { locale, timeZone }: Place): string {
  return new Intl.DateTimeFormat(locale, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone,
  }).format(instant);
}

/** `14:05:09`. */
export function formatTimeWithSeconds(instant: Date, { locale, timeZone }: Place): string {
  return new Intl.DateTimeFormat(locale, {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZone,
  }).format(instant);
}

/** `3 mar 2026`. */
export function formatDate(instant: Date, { locale, timeZone }: Place): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone }).format(instant);
}

/** `martes, 3 de marzo de 2026`. */
export function formatLongDate(instant: Date, { locale, timeZone }: Place): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "full", timeZone }).format(instant);
}

/** `martes, 3 de marzo de 2026, 14:05`. */
export function formatDateTime(instant: Date, place: Place): string {
  return `${formatLongDate(instant, place)}, ${formatTime(instant, place)}`;
}

/** `2026-03-03`, the day it was in that zone. */
export function formatDay(instant: Date, timeZone: string): string {
  return format(instant, "yyyy-MM-dd", { in: tz(timeZone) });
}

/** Near instants by distance ("hace 3 min", "ayer, 14:05"), far ones by date. */
export function formatRelative(instant: Date, now: Date, place: Place): string {
  const relative = new Intl.RelativeTimeFormat(place.locale, { numeric: "auto", style: "short" });
  const minutes = Math.trunc((instant.getTime() - now.getTime()) / 60_000);
  if (Math.abs(minutes) < 1) return relative.format(0, "second");
  if (Math.abs(minutes) < 60) return relative.format(minutes, "minute");
  const days = differenceInCalendarDays(instant, now, { in: tz(place.timeZone) });
  if (days === 0) return formatTime(instant, place);
  if (Math.abs(days) === 1) return `${relative.format(days, "day")}, ${formatTime(instant, place)}`;
  return `${formatDate(instant, place)}, ${formatTime(instant, place)}`;
}

/** `0:07`, `12:40`, `1:02:03`. */
export function formatDuration(durationSeconds: number): string {
  const whole = Math.max(0, Math.floor(durationSeconds));
  const seconds = String(whole % 60).padStart(2, "0");
  const minutes = Math.floor(whole / 60) % 60;
  const hours = Math.floor(whole / 3600);
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${seconds}` : `${minutes}:${seconds}`;
}

/** US dollars from decimal text; small amounts keep the digits that make them differ from nothing. */
export function formatUsd(amountUsd: string, locale: string): string {
  const amount = Number(amountUsd);
  const digits = amount !== 0 && Math.abs(amount) < 1 ? 4 : 2;
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency: "USD",
    minimumFractionDigits: 2,
    maximumFractionDigits: digits,
  }).format(amount);
}

export function formatCount(count: number, locale: string): string {
  return new Intl.NumberFormat(locale).format(count);
}

/** `3 mar` of a day without a clock, `2026-03-03`. */
export function formatDayOfYear(day: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" }).format(
    new Date(`${day}T12:00:00Z`),
  );
}

/** `mar 2026` of any day in it. */
export function formatMonth(day: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { month: "short", year: "numeric", timeZone: "UTC" }).format(
    new Date(`${day}T12:00:00Z`),
  );
}

/** `63 %` of a share from 0 to 1. */
export function formatPercent(share: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 }).format(share);
}
