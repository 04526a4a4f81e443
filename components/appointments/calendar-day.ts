import { mondayOf, shiftDay } from "@/lib/agenda/rules";
import { WEEKDAYS } from "@/lib/vocabulary";

export function weekOf(day: string): string[] {
  const monday = mondayOf(day);
  return WEEKDAYS.map((_, index) => shiftDay(monday, index));
}

/** A day that exists, as an address may name it. */
export function isDay(text: string): boolean {
  if (!/^(19|20)\d\d-\d\d-\d\d$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
