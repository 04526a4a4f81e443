import { format, parseISO, subDays } from "date-fns";
import { type AnalyticsQuery, analyticsQuery } from "@/lib/analytics/schema";

/** How many days back, today included; the address says `?days=`. */
export const PRESETS = [7, 30, 90] as const;
export type Preset = (typeof PRESETS)[number];
export const DEFAULT_PRESET: Preset = 30;

type Asked = AnalyticsQuery;

export interface Choice {
  /** Undefined when the days were chosen one by one. */
  preset: Preset | undefined;
  from: string;
  to: string;
  agentId?: string | undefined;
}

const KEYS = ["from", "to", "agentId"] as const;

export function searchOf(asked: Asked): URLSearchParams {
  const search = new URLSearchParams();
  for (const key of KEYS) {
    const value = asked[key];
    if (value) search.set(key, value);
  }
  return search;
}

/** Days are counted on the calendar: the machine's zone plays no part. */
export function daysBefore(day: string, days: number): string {
  return format(subDays(parseISO(day), days), "yyyy-MM-dd");
}

function read<Key extends (typeof KEYS)[number]>(search: Pick<URLSearchParams, "get">, key: Key): Asked[Key] {
  const parsed = analyticsQuery.shape[key].safeParse(search.get(key) ?? undefined);
  return parsed.success ? parsed.data : undefined;
}

/** Reads an address a person may have edited: what is none of ours is ignored. `today` is the business's day. */
export function choiceOf(search: Pick<URLSearchParams, "get">, today: string): Choice {
  const agentId = read(search, "agentId");
  const [from, to] = [read(search, "from"), read(search, "to")];
  if (from && to && from <= to) return { preset: undefined, from, to, agentId };
  const preset = PRESETS.find((days) => String(days) === search.get("days")) ?? DEFAULT_PRESET;
  return { preset, from: daysBefore(today, preset - 1), to: today, agentId };
}

/** The address of a choice; the usual period leaves it clean. */
export function addressOf({ preset, from, to, agentId }: Choice): string {
  const search = searchOf(preset === undefined ? { from, to, agentId } : { agentId });
  if (preset !== undefined && preset !== DEFAULT_PRESET) search.set("days", String(preset));
  return search.toString();
}
