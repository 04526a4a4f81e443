import { dayBounds, shiftDay } from "@/lib/agenda/rules";
import type { ClosureView } from "@/lib/agenda/schema";
import { formatDate, formatDay, formatTime, type Place } from "@/lib/format";
import { CURRENCIES, type Country } from "@/lib/vocabulary";

/** `60,50 €` of decimal text in the money of the country. */
export function formatPrice(price: string, country: Country, locale: string): string {
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency: CURRENCIES[country],
    // Whole prices, as Colombia's and Chile's mostly are, without cents.
    minimumFractionDigits: Number(price) % 1 === 0 ? 0 : 2,
    maximumFractionDigits: 2,
  }).format(Number(price));
}

/** `€`, `COP`: what stands beside the field of a price. */
export function currencySign(country: Country, locale: string): string {
  const parts = new Intl.NumberFormat(locale, {
    style: "currency",
    currency: CURRENCIES[country],
  }).formatToParts(0);
  return parts.find(({ type }) => type === "currency")?.value ?? CURRENCIES[country];
}

/** `1 h 30 min` of minutes, in units the language writes. */
export function formatMinutes(minutes: number, locale: string): string {
  const unit = (value: number, name: "day" | "hour" | "minute") =>
    new Intl.NumberFormat(locale, { style: "unit", unit: name, unitDisplay: "short" }).format(value);
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  const parts = [
    ...(days > 0 ? [unit(days, "day")] : []),
    ...(hours > 0 ? [unit(hours, "hour")] : []),
    ...(rest > 0 || minutes === 0 ? [unit(rest, "minute")] : []),
  ];
  return parts.join(" ");
}

/** First and last day of a closure, and whether it takes the whole of them. */
export function closureDays(
  { startsAt, endsAt }: Pick<ClosureView, "startsAt" | "endsAt">,
  timeZone: string,
): { first: string; last: string; whole: boolean } {
  const first = formatDay(startsAt, timeZone);
  const endDay = formatDay(endsAt, timeZone);
  const endsAtMidnight = +dayBounds(endDay, timeZone).startsAt === +endsAt;
  const whole = endsAtMidnight && +dayBounds(first, timeZone).startsAt === +startsAt;
  return { first, last: endsAtMidnight ? shiftDay(endDay, -1) : endDay, whole };
}

/** `25 dic 2026`, `3 ago 2026 – 14 ago 2026`, `3 mar 2026, 09:00 – 14:00`. */
export function formatClosure(closure: Pick<ClosureView, "startsAt" | "endsAt">, place: Place): string {
  const { startsAt, endsAt } = closure;
  const { first, last, whole } = closureDays(closure, place.timeZone);
  const start = formatDate(startsAt, place);
  if (whole) return first === last ? start : `${start} – ${dayInWords(last, place)}`;
  const from = `${start}, ${formatTime(startsAt, place)}`;
  return first === formatDay(endsAt, place.timeZone)
    ? `${from} – ${formatTime(endsAt, place)}`
    : `${from} – ${formatDate(endsAt, place)}, ${formatTime(endsAt, place)}`;
}

function dayInWords(day: string, place: Place): string {
  return formatDate(dayBounds(day, place.timeZone).startsAt, place);
}
