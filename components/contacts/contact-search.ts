import { type ContactFilters, contactFilters } from "@/lib/contacts/schema";

const KEYS = ["kind", "tag", "doNotCall", "q"] as const;

/** Filters as they stand in the address; empty ones are left out. */
export function searchOf(filters: ContactFilters): URLSearchParams {
  const search = new URLSearchParams();
  for (const key of KEYS) {
    const value = filters[key];
    if (value) search.set(key, value);
  }
  return search;
}

/** Reads an address a person may have edited: what is not a filter is ignored, the rest holds. */
export function filtersOf(search: Pick<URLSearchParams, "get">): ContactFilters {
  const filters: ContactFilters = {};
  for (const key of KEYS) {
    const text = search.get(key);
    if (!text) continue;
    const parsed = contactFilters.shape[key].safeParse(text);
    if (parsed.success) Object.assign(filters, { [key]: parsed.data });
  }
  return filters;
}

export function hasFilters(filters: ContactFilters): boolean {
  return searchOf(filters).size > 0;
}
