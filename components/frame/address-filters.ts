import type { z } from "zod";

export type Filters = Record<string, string | readonly string[] | undefined>;

/** The filters of a list as they stand in its address; the schema of the server's list says which there are. */
export interface AddressFilters<F extends Filters> {
  /** Empty ones are left out. */
  searchOf: (filters: F) => URLSearchParams;
  /** Reads an address a person may have edited: what is not a filter is ignored, the rest holds. */
  filtersOf: (search: Pick<URLSearchParams, "get">) => F;
  hasFilters: (filters: F) => boolean;
}

export function addressFilters<F extends Filters>(
  schema: z.ZodType<F> & { shape: Record<keyof F & string, z.ZodType> },
): AddressFilters<F> {
  const searchOf = (filters: F) => {
    const search = new URLSearchParams();
    for (const key of Object.keys(schema.shape)) {
      const value = filters[key];
      const text = typeof value === "string" ? value : value?.join(",");
      if (text) search.set(key, text);
    }
    return search;
  };
  const filtersOf = (search: Pick<URLSearchParams, "get">) => {
    const right: Record<string, unknown> = {};
    for (const [key, filter] of Object.entries<z.ZodType>(schema.shape)) {
      const text = search.get(key);
      if (text && filter.safeParse(text).success) right[key] = text;
    }
    return schema.parse(right);
  };
  return { searchOf, filtersOf, hasFilters: (filters) => searchOf(filters).size > 0 };
}
