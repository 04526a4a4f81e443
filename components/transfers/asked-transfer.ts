"use client";

import { useSearchParams } from "next/navigation";

/** Of the address, so that a button, a key and the palette open the same dialog on any page. */
const PARAM = "transfer";

function addressWith(callId: string | undefined): string {
  const { pathname, search } = window.location;
  const params = new URLSearchParams(search);
  if (callId === undefined) params.delete(PARAM);
  else params.set(PARAM, callId);
  const query = params.toString();
  return query === "" ? pathname : `${pathname}?${query}`;
}

/** Opens the dialog; the page behind is not asked for again. */
export function askTransfer(callId: string): void {
  window.history.pushState(null, "", addressWith(callId));
}

export function closeTransferDialog(): void {
  window.history.replaceState(null, "", addressWith(undefined));
}

/** Whose call is to be given to a person; undefined while the dialog is closed. */
export function useAskedTransfer(): string | undefined {
  return useSearchParams().get(PARAM) ?? undefined;
}
