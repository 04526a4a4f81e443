"use client";

import { usePlace } from "@/components/frame/place";
import { useNow } from "@/components/live/use-now";
import { formatDateTime, formatRelative } from "@/lib/format";

const REDRAWN_EVERY_MS = 10_000;

/** Relative while near, the whole date on hover; always by the clock of the business. */
export function Instant({ at }: { at: Date }) {
  const place = usePlace();
  const now = useNow(REDRAWN_EVERY_MS);
  return (
    <time
      dateTime={at.toISOString()}
      title={formatDateTime(at, place)}
      className="whitespace-nowrap tabular-nums"
      // Server and browser may know the words of a language in different editions.
      suppressHydrationWarning
    >
      {now ? formatRelative(at, now, place) : ""}
    </time>
  );
}
