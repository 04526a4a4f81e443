import { openIntervals, type TimeSpan } from "@/lib/agenda/open-time";
import { shiftDay } from "@/lib/agenda/rules";
import { formatDay } from "@/lib/format";
import type { OpeningHours } from "@/lib/vocabulary";

const HOUR_MS = 3_600_000;
/** What a business is given whose hours nobody entered, or that is closed as far as one can see. */
const WITHOUT_HOURS_MS = { urgent: HOUR_MS, other: 4 * HOUR_MS };
/** Far enough for a summer closure. */
const LOOKED_AT_DAYS = 60;

/**
 * By when somebody should have called back: urgent, when the business has been open for an hour; else at the end of the opening period
 * in which that hour is over, so that nobody is given two minutes before closing. Without opening hours one hour, or four. `closures` are
 * the business's own.
 */
export function dueOf({
  takenAt,
  isUrgent,
  openingHours,
  timeZone,
  closures = [],
}: {
  takenAt: Date;
  isUrgent: boolean;
  openingHours: OpeningHours;
  timeZone: string;
  closures?: readonly TimeSpan[];
}): Date {
  const today = formatDay(takenAt, timeZone);
  let leftMs = HOUR_MS;
  for (let offset = 0; offset < LOOKED_AT_DAYS; offset += 1) {
    const day = shiftDay(today, offset);
    for (const { startsAt, endsAt } of openIntervals({
      day,
      timeZone,
      businessHours: openingHours,
      staffHours: null,
      closures,
    })) {
      const fromMs = Math.max(startsAt.getTime(), takenAt.getTime());
      const openMs = endsAt.getTime() - fromMs;
      if (openMs >= leftMs) return isUrgent ? new Date(fromMs + leftMs) : endsAt;
      leftMs -= Math.max(0, openMs);
    }
  }
  return new Date(takenAt.getTime() + (isUrgent ? WITHOUT_HOURS_MS.urgent : WITHOUT_HOURS_MS.other));
}
