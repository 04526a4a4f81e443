import type { Country, Language } from "@/lib/vocabulary";
import { dayBounds, DAY_MS, localInstant, shiftDay } from "./rules";

/** Where and for whom: `region` is the code of `listRegions`. */
export interface HolidayQuestion {
  country: Country;
  region?: string | undefined;
  year: number;
  language: Language;
}

export interface Holiday {
  /** `YYYY-MM-DD`. */
  day: string;
  /** `HH:MM`; `00:00` but for days on which only the afternoon is free. */
  from: string;
  name: string;
}

/** The calendars of all countries weigh 12 MB in memory: they are loaded when somebody asks. */
async function load() {
  return (await import("date-holidays")).default;
}

/** Regions with a calendar of their own, by name; their codes are those of ISO 3166-2 without the country. */
export async function listRegions(
  country: Country,
  language: Language,
): Promise<{ code: string; name: string }[]> {
  const Calendar = await load();
  const regions: Record<string, string> = new Calendar().getStates(country, language) ?? {};
  return Object.entries(regions)
    .map(([code, name]) => ({ code, name }))
    .sort((one, other) => one.name.localeCompare(other.name, language));
}

/** Public holidays of a year in their order, one entry a day; names in the language, where the calendar has them. */
export async function listHolidays({ country, region, year, language }: HolidayQuestion): Promise<Holiday[]> {
  const Calendar = await load();
  const settings = { languages: [language, "en"], types: ["public" as const] };
  const calendar = region ? new Calendar(country, region, settings) : new Calendar(country, settings);
  const days = new Map<string, { from: string; names: Set<string> }>();
  for (const { date, start, end, name } of calendar.getHolidays(year)) {
    const [first, from] = [date.slice(0, 10), date.slice(11, 16)];
    const length = Math.max(1, Math.round((+end - +start) / DAY_MS));
    for (let index = 0; index < length; index += 1) {
      const day = shiftDay(first, index);
      const known = days.get(day);
      days.set(day, {
        from: known && known.from < from ? known.from : from,
        names: new Set([...(known?.names ?? []), name]),
      });
    }
  }
  return [...days]
    .map(([day, { from, names }]) => ({ day, from, name: [...names].join(" · ").slice(0, 120) }))
    .sort((one, other) => one.day.localeCompare(other.day));
}

/** The time a holiday takes from the agenda of a zone. */
export function holidaySpan({ day, from }: Holiday, timeZone: string): { startsAt: Date; endsAt: Date } {
  return { startsAt: localInstant(day, from, timeZone), endsAt: dayBounds(day, timeZone).endsAt };
}
