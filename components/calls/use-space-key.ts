"use client";

import { useEffect, useEffectEvent } from "react";

/** What the space bar does something to by itself. */
const OWN_USE =
  "a, button, input, select, textarea, summary, [contenteditable], [role=button], [role=dialog], [role=menu]";

/** The space bar, wherever it has no use of its own. */
export function useSpaceKey(act: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== " " || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.target instanceof Element && event.target.closest(OWN_USE)) return;
    if (document.querySelector('[role="dialog"]')) return;
    // It would scroll the page.
    event.preventDefault();
    if (!event.repeat) act();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
}
