"use client";

import { useSearchParams } from "next/navigation";
import { useCallback } from "react";
import { CALL_PURPOSES, type CallPurpose } from "@/lib/vocabulary";

/** What is known of a call before it is placed. */
export interface CallAbout {
  /** Who is to be spoken with; several people may share a number. */
  contactId?: string | undefined;
  /** The appointment the call is about. */
  appointmentId?: string | undefined;
  purpose?: CallPurpose | undefined;
  /** The message it answers. */
  messageId?: string | undefined;
}

/** `number`: E.164 or as somebody wrote it; empty: to be typed. */
type WantedCall = { number: string } & CallAbout;

/** Of the address, so that a link can open the dialog on any page. `call` without a number has it typed. */
const PARAMS = {
  number: "call",
  contactId: "call-contact",
  appointmentId: "call-appointment",
  purpose: "call-for",
  messageId: "call-message",
} as const;

function addressWith(wanted: WantedCall | undefined): string {
  const { pathname, search } = window.location;
  const params = new URLSearchParams(search);
  for (const [key, name] of Object.entries(PARAMS)) {
    const value = wanted?.[key as keyof WantedCall];
    if (value === undefined) params.delete(name);
    else params.set(name, value);
  }
  const query = params.toString();
  return query === "" ? pathname : `${pathname}?${query}`;
}

// Not in the address: a link must not be able to have a call placed.
let orderedNumber: string | undefined;

function open(wanted: WantedCall, isOrdered: boolean): void {
  orderedNumber = isOrdered ? wanted.number : undefined;
  window.history.pushState(null, "", addressWith(wanted));
}

/** Opens the dialog; the page behind is not asked for again. */
export function useDial(): (number?: string, about?: CallAbout) => void {
  return useCallback((number = "", about = {}) => open({ ...about, number }, false), []);
}

/** One press calls: the dialog opens and places the call by itself, unless something is missing that only a person knows. */
export function useDialNow(): (number: string, about?: CallAbout) => void {
  return useCallback((number, about = {}) => open({ ...about, number }, true), []);
}

/** Whether the dialog was opened to call this number at once; answered once. */
export function takeOrdered(number: string): boolean {
  const isOrdered = number !== "" && orderedNumber === number;
  orderedNumber = undefined;
  return isOrdered;
}

/** Undefined while the dialog is closed. */
export function useWantedCall(): WantedCall | undefined {
  const search = useSearchParams();
  // A plus that somebody forgot to encode arrives as a space.
  const number = search.get(PARAMS.number)?.replace(/^ (?=\d)/, "+");
  if (number === undefined) return undefined;
  return {
    number,
    contactId: search.get(PARAMS.contactId) ?? undefined,
    appointmentId: search.get(PARAMS.appointmentId) ?? undefined,
    purpose: CALL_PURPOSES.find((purpose) => purpose === search.get(PARAMS.purpose)),
    messageId: search.get(PARAMS.messageId) ?? undefined,
  };
}

export function closeDial(): void {
  window.history.replaceState(null, "", addressWith(undefined));
}
