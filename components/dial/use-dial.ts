"use client";

import { useSearchParams } from "next/navigation";
import { useCallback } from "react";

/** Of the address: the number to call, or nothing to have it typed. So a link can open the dialog on any page. */
const PARAM = "call";

function addressWith(number: string | null): string {
  const { pathname, search } = window.location;
  const params = new URLSearchParams(search);
  if (number === null) params.delete(PARAM);
  else params.set(PARAM, number);
  const query = params.toString();
  return query === "" ? pathname : `${pathname}?${query}`;
}

/** Opens the dialog; the page behind is not asked for again. */
export function useDial(): (number?: string) => void {
  return useCallback((number = "") => window.history.pushState(null, "", addressWith(number)), []);
}

/** Undefined while the dialog is closed. */
export function useWantedNumber(): string | undefined {
  // A plus that somebody forgot to encode arrives as a space.
  return useSearchParams()
    .get(PARAM)
    ?.replace(/^ (?=\d)/, "+");
}

export function closeDial(): void {
  window.history.replaceState(null, "", addressWith(null));
}
