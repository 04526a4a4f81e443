import type { Country } from "@/lib/vocabulary";

/** Which half of the day an hour belongs to, as it was said. */
export type DayPart = "dawn" | "morning" | "noon" | "afternoon" | "evening" | "night" | "am" | "pm";

/** Named stretches of a day. */
export type WindowName =
  | DayPart
  | "first"
  | "last"
  | "first_afternoon"
  | "last_morning"
  | "last_afternoon"
  | "mid_morning"
  | "mid_afternoon"
  | "after_lunch"
  | "before_lunch"
  | "after_work";

export interface Clock {
  hour: number;
  minute: number;
  part: DayPart | null;
  /** Written as `09:30`: no other half of the day is possible. */
  isExact: boolean;
  isAbout: boolean;
}

export type TimeMeaning =
  | ({ kind: "clock" } & Clock)
  | { kind: "window"; name: WindowName }
  | { kind: "vague"; clock: Clock };

/** From `from` on, and before `to`; minutes after midnight. */
export interface Window {
  from: number;
  to: number;
}

export interface Hours {
  /** Minutes after midnight; null when the business's hours are not known. */
  opens: number | null;
  closes: number | null;
  country: Country;
}

export const END_OF_DAY = 24 * 60 - 1;
/** When a business receives people if it does not say so: what decides that "at five" is in the afternoon. */
const ORDINARY = { opens: 8 * 60, closes: 21 * 60 };

const at = (hours: number, minutes = 0) => hours * 60 + minutes;
const window = (from: number, to: number): Window => ({ from, to });

/** Lunch parts the day: about two o'clock in Spain, one in Argentina, noon elsewhere. */
function noonOf(country: Country): { morningEnds: number; afternoonEnds: number; lunchEnds: number } {
  if (country === "ES") return { morningEnds: at(14), afternoonEnds: at(21), lunchEnds: at(15) };
  if (country === "AR") return { morningEnds: at(13), afternoonEnds: at(20), lunchEnds: at(14) };
  return { morningEnds: at(12), afternoonEnds: at(19), lunchEnds: at(14) };
}

export function windowOf(name: WindowName, { opens, closes, country }: Hours): Window {
  const { morningEnds, afternoonEnds, lunchEnds } = noonOf(country);
  const first = opens ?? ORDINARY.opens;
  const last = closes ?? ORDINARY.closes;
  switch (name) {
    case "dawn":
      return window(0, at(6));
    case "morning":
      return window(at(6), morningEnds);
    case "am":
      return window(0, at(12));
    case "pm":
      return window(at(12), END_OF_DAY);
    case "noon":
      return window(at(12), lunchEnds);
    case "afternoon":
      return window(country === "ES" ? at(14) : at(12), afternoonEnds);
    case "evening":
      return window(at(17), at(22));
    case "night":
      return window(country === "ES" ? at(20) : at(19), END_OF_DAY);
    case "first":
      return window(first, first + 120);
    case "last":
      return window(Math.max(0, last - 120), last);
    case "first_afternoon":
      return window(lunchEnds - 60, lunchEnds + 120);
    case "last_morning":
      return window(morningEnds - 120, morningEnds);
    case "last_afternoon":
      return window(afternoonEnds - 180, afternoonEnds);
    case "mid_morning":
      return window(at(10), at(12));
    case "mid_afternoon":
      return window(lunchEnds + 60, lunchEnds + 180);
    case "after_lunch":
      return window(lunchEnds, afternoonEnds);
    case "before_lunch":
      return window(at(6), morningEnds);
    case "after_work":
      return window(at(17), at(22));
  }
}

/** Twelve-hour clocks by the words said with them: 12 de la noche is midnight, 12 de la mañana is noon. */
function inPart(hour: number, part: DayPart): number {
  const twelve = hour % 12;
  if (part === "am" || part === "dawn") return twelve;
  if (part === "pm" || part === "afternoon" || part === "evening") return twelve + 12;
  if (part === "morning") return hour === 12 ? 12 : twelve;
  if (part === "noon") return twelve >= 10 ? twelve : twelve + 12;
  // "Las doce de la noche", "la una de la noche": after midnight.
  return twelve <= 4 ? twelve : twelve + 12;
}

/** Minutes after midnight at which a clock may stand, the likeliest first; empty when no clock shows that. */
export function clockTimes(clock: Clock, windows: Window[], hours: Hours): number[] {
  const { hour, minute, part } = clock;
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return [];
  if (hour === 24) return [0];
  if (clock.isExact || hour > 12 || hour === 0) return [at(hour, minute)];
  if (part) return [at(inPart(hour, part), minute)];
  const both = [at(hour % 12, minute), at((hour % 12) + 12, minute)];
  const within = (list: Window[]) =>
    both.filter((time) => list.some((one) => time >= one.from && time < one.to));
  const said = within(windows);
  if (said.length > 0) return said;
  const opening = window(hours.opens ?? ORDINARY.opens, hours.closes ?? ORDINARY.closes);
  const open = within([opening]);
  if (open.length > 0) return open;
  const ordinary = within([window(ORDINARY.opens, ORDINARY.closes)]);
  return ordinary.length > 0 ? ordinary : both;
}

/** `17:05` of minutes after midnight. */
export function clockText(minutes: number): string {
  return `${String(Math.trunc(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

/** Minutes after midnight of `17:05`; null when it is none. */
export function minutesOf(text: string): number | null {
  const parts = /^(\d{1,2}):(\d{2})(?::\d{2})?$/.exec(text);
  const minutes = parts ? at(Number(parts[1]), Number(parts[2])) : Number.NaN;
  return minutes <= 24 * 60 && Number(parts?.[2]) < 60 ? minutes : null;
}
