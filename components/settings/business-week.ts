import { DAY_MS } from "@/lib/agenda/rules";
import { type OpeningHours, type Weekday, WEEKDAYS } from "@/lib/vocabulary";

export type Stretch = { from: string; to: string };

/** More than this in a day is a mistake more often than a wish. */
export const MOST_STRETCHES = 4;

const A_MONDAY = Date.UTC(2024, 0, 1);

/** `lunes`. */
export function weekdayName(day: Weekday, locale: string): string {
  const date = new Date(A_MONDAY + WEEKDAYS.indexOf(day) * DAY_MS);
  return new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" }).format(date);
}

/** The hours a day begins with when it is opened: those of the nearest open day before it, else of any, else office hours. */
export function openDay(hours: OpeningHours, day: Weekday): Stretch[] {
  const index = WEEKDAYS.indexOf(day);
  const nearest = [...WEEKDAYS.slice(0, index).toReversed(), ...WEEKDAYS.slice(index + 1)];
  const model = nearest.find((other) => hours[other] !== undefined);
  return (model && hours[model]) ?? [{ from: "09:00", to: "18:00" }];
}

/** One more stretch: the afternoon after a morning, else two hours from an hour after the last end, as far as the day goes. */
export function nextStretch(stretches: readonly Stretch[]): Stretch {
  const hour = Number(stretches.at(-1)?.to.slice(0, 2) ?? 8);
  if (hour <= 14) return { from: "16:00", to: "20:00" };
  const from = Math.min(hour + 1, 22);
  return { from: `${from}:00`, to: from + 2 > 23 ? "23:59" : `${from + 2}:00` };
}

/** `HH:MM` from what somebody typed in a hurry: `9`, `930`, `9.30`, `21:5`, `9h`. Undefined for what is no time of day. */
export function readTime(typed: string): string | undefined {
  const text = typed.trim().toLowerCase().replace(/\s*h$/, "");
  const parts = /^(\d{1,2})(?:[:.,h ]\s*(\d{1,2}))?$/.exec(text) ?? /^(\d{1,2})(\d{2})$/.exec(text);
  const [hour, minute] = [Number(parts?.[1]), Number(parts?.[2] ?? 0)];
  if (!parts || hour > 23 || minute > 59) return undefined;
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

/** A quarter of an hour later or earlier, within the day. */
export function shiftTime(time: string, quarters: number): string {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const minutes = Math.min(23 * 60 + 45, Math.max(0, hour * 60 + minute + quarters * 15));
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}
