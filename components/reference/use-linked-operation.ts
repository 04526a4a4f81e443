"use client";

import { useEffect, useState } from "react";

/** The operation that the address names after its `#`; changes when another link of the page is followed. */
export function useLinkedOperation(): string | undefined {
  const [linked, setLinked] = useState<string>();
  useEffect(() => {
    const read = () => setLinked(decodeURIComponent(window.location.hash.slice(1)) || undefined);
    read();
    window.addEventListener("hashchange", read);
    return () => window.removeEventListener("hashchange", read);
  }, []);
  return linked;
}
