"use client";

import { type RefObject, useRef } from "react";
import { useShortcut } from "./use-shortcut";

/** `j` and `k` go from row to row of the list inside; each row has one link with `data-row-link`. */
export function useRowKeys<Box extends HTMLElement>(): RefObject<Box | null> {
  const box = useRef<Box>(null);
  const move = (by: number) => {
    const links = [...(box.current?.querySelectorAll<HTMLElement>("[data-row-link]") ?? [])];
    const at = links.findIndex((link) => link === document.activeElement);
    const open = links.findIndex((link) => link.getAttribute("aria-current") === "true");
    const from = at === -1 ? open : at;
    links[Math.min(links.length - 1, Math.max(0, from + by))]?.focus();
  };
  useShortcut("j", () => move(1));
  useShortcut("k", () => move(-1));
  return box;
}
