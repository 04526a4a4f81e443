import { useSyncExternalStore } from "react";

export type PhoneFacts = { country: string | undefined; national: string; international: string };
type Reader = (number: string) => PhoneFacts | undefined;

let reader: Reader | undefined;
let loading: Promise<void> | undefined;
const listeners = new Set<() => void>();

// The numbering plans weigh 29 kB, so they are fetched beside the first data and never block a page.
async function loadReader(): Promise<void> {
  const { parsePhoneNumberFromString } = await import("libphonenumber-js/min");
  reader = (number) => {
    const parsed = parsePhoneNumberFromString(number);
    return (
      parsed && {
        country: parsed.country,
        national: parsed.formatNational(),
        international: parsed.formatInternational(),
      }
    );
  };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  loading ??= loadReader().catch(() => {
    loading = undefined;
  });
  return () => listeners.delete(listener);
}

/** Undefined until the numbering plans are there, and for what is no telephone number. */
export function usePhoneFacts(number: string): PhoneFacts | undefined {
  const read = useSyncExternalStore(
    subscribe,
    () => reader,
    () => undefined,
  );
  return read?.(number);
}
