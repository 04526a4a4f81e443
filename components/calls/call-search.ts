import { type CallFilters, callFilters } from "@/lib/calls/schema";

const KEYS = ["status", "agentId", "contactId", "direction", "from", "to", "q"] as const;

/** Filters as they stand in the address; empty ones are left out. */
export function searchOf(filters: CallFilters): URLSearchParams {
  const search = new URLSearchParams();
  for (const key of KEYS) {
    const value = filters[key];
    const text = Array.isArray(value) ? value.join(",") : value;
    if (text) search.set(key, text);
  }
  return search;
}

/** Reads an address a person may have edited: what is not a filter is ignored, the rest holds. */
export function filtersOf(search: Pick<URLSearchParams, "get">): CallFilters {
  const filters: CallFilters = {};
  for (const key of KEYS) {
    const text = search.get(key);
    if (!text) continue;
    const parsed = callFilters.shape[key].safeParse(text);
    if (parsed.success) Object.assign(filters, { [key]: parsed.data });
  }
  return filters;
}

/** How many filters are on besides the search and the state, which are always in sight. */
export function lesserFilters({ agentId, direction, from, to }: CallFilters): number {
  return searchOf({ agentId, direction, from, to }).size;
}

export function hasFilters(filters: CallFilters): boolean {
  return searchOf(filters).size > 0;
}
