"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { addressOf, type Choice, choiceOf } from "./period-search";

/** The address is the only place where the period stands. `today` is the business's day. */
export function usePeriod(today: string): [Choice, (choice: Choice) => void] {
  const path = usePathname();
  const search = useSearchParams();
  const choice = useMemo(() => choiceOf(search, today), [search, today]);
  const choose = (next: Choice) => {
    const text = addressOf(next);
    // Not the router: the page is the same, so the server need not draw it again.
    window.history.replaceState(null, "", text ? `${path}?${text}` : path);
  };
  return [choice, choose];
}
