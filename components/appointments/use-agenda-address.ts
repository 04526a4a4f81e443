"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { addressOf, type AgendaAddress, searchWith } from "./agenda-address";

export type GoTo = (change: Partial<AgendaAddress>) => void;

/** What is opened can be gone back from; what is leafed through cannot, or the way back would be long. */
export function useAgendaAddress(today: string): [AgendaAddress, GoTo] {
  const path = usePathname();
  const search = useSearchParams();
  const address = useMemo(() => addressOf(search, today), [search, today]);
  const goTo = useCallback<GoTo>(
    (change) => {
      const text = searchWith(window.location.search, change, today);
      const url = text === "" ? path : `${path}?${text}`;
      // Not the router: the page is the same, so the server need not draw it again.
      if (change.openId === undefined) window.history.replaceState(null, "", url);
      else window.history.pushState(null, "", url);
    },
    [path, today],
  );
  return [address, goTo];
}
