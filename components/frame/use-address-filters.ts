"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useMemo } from "react";
import type { AddressFilters, Filters } from "./address-filters";

/** The address is the only place where the filters of a list stand. */
export function useAddressFilters<F extends Filters>({
  filtersOf,
  searchOf,
}: Pick<AddressFilters<F>, "filtersOf" | "searchOf">): [F, (filters: F) => void] {
  const path = usePathname();
  const search = useSearchParams();
  const filters = useMemo(() => filtersOf(search), [filtersOf, search]);
  const setFilters = (next: F) => {
    const text = searchOf(next).toString();
    // Not the router: the page is the same, so the server need not draw it again.
    window.history.replaceState(null, "", text ? `${path}?${text}` : path);
  };
  return [filters, setFilters];
}
