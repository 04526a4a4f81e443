import type { Country } from "@/lib/vocabulary";
import { WHEN_ASKS_ES } from "./when-cases-es-asks";
import { WHEN_DAYS_ES } from "./when-cases-es-days";
import { WHEN_TIMES_ES } from "./when-cases-es-times";

/**
 * What is said where, on Friday 20 November 2026 at ten in the morning, and what is meant: days, weekdays, then the time or the part of
 * the day; or why it must be asked.
 */
export const WHEN_CASES_ES: [country: Country, said: string, meant: string][] = [
  ...WHEN_DAYS_ES,
  ...WHEN_TIMES_ES,
  ...WHEN_ASKS_ES,
];
