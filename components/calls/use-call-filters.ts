"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useMemo } from "react";
import type { CallFilters } from "@/lib/calls/schema";
import { filtersOf, searchOf } from "./call-search";

/** The address is the only place where the filters stand. */
export function useCallFilters(): [CallFilters, (filters: CallFilters) => void] {
  const path = usePathname();
  const search = useSearchParams();
  const filters = useMemo(() => filtersOf(search), [search]);
  const setFilters = (next: CallFilters) => {
    const text = searchOf(next).toString();
    // Not the router: the page is the same, so the server need not draw it again.
    window.history.replaceState(null, "", text ? `${path}?${text}` : path);
  };
  return [filters, setFilters];
}
