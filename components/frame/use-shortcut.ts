"use client";

import { useEffect, useEffectEvent } from "react";

/** A bare key pressed there is meant as text. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName))
  );
}

/** True while a dialog or a menu owns the keyboard. */
function isCovered(): boolean {
  return document.querySelector('[role="dialog"], [role="menu"]') !== null;
}

/** `mod+k` works everywhere; a bare key only where it cannot be meant as text. */
export function useShortcut(keys: string, act: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    // A dialog or a menu took it, and may be gone already: Escape closes one thing at a time.
    if (event.defaultPrevented) return;
    const withMod = keys.startsWith("mod+");
    const key = withMod ? keys.slice(4) : keys;
    if (event.key.toLowerCase() !== key.toLowerCase() || event.altKey) return;
    if ((event.metaKey || event.ctrlKey) !== withMod) return;
    if (!withMod && (isTyping(event.target) || isCovered())) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
}
