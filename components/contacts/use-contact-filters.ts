"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useMemo } from "react";
import type { ContactFilters } from "@/lib/contacts/schema";
import { filtersOf, searchOf } from "./contact-search";

/** The address is the only place where the filters stand. */
export function useContactFilters(): [ContactFilters, (filters: ContactFilters) => void] {
  const path = usePathname();
  const search = useSearchParams();
  const filters = useMemo(() => filtersOf(search), [search]);
  const setFilters = (next: ContactFilters) => {
    const text = searchOf(next).toString();
    // Not the router: the page is the same, so the server need not draw it again.
    window.history.replaceState(null, "", text ? `${path}?${text}` : path);
  };
  return [filters, setFilters];
}
