import { openIntervals, type TimeSpan } from "@/lib/agenda/open-time";
import { shiftDay } from "@/lib/agenda/rules";
import { daysBetween } from "@/lib/spoken/days";
import type { OpeningHours } from "@/lib/vocabulary";

export interface Slot extends TimeSpan {
  staffId: string;
}

export interface SlotSearch {
  /** First and last day, `YYYY-MM-DD` of `timeZone`, both included. */
  from: string;
  to: string;
  timeZone: string;
  businessHours: OpeningHours;
  /** Who could do it, in the order of preference for the same time. */
  staff: readonly { id: string; openingHours: OpeningHours | null }[];
  /** `staffId` null: the whole business. */
  closures: readonly (TimeSpan & { staffId: string | null })[];
  /** Times that are given away, in order of their beginning. */
  held: readonly Slot[];
  durationMinutes: number;
  /** Slots begin at multiples of it, counted from the beginning of an open stretch. */
  stepMinutes: number;
  /** Nothing before and nothing that begins after. */
  earliest: Date;
  latest: Date;
}

/**
 * Times at which an appointment can begin, in order, at the same time in the order of the staff. Pure. Walks each person's open stretches
 * and given-away times once, side by side: days × slots + appointments, not their product.
 */
export function freeSlots(search: SlotSearch): Slot[] {
  const days = daysOf(search);
  const found = search.staff.flatMap((person, rank) => {
    const closures = search.closures.filter(({ staffId }) => staffId === null || staffId === person.id);
    const held = search.held.filter(({ staffId }) => staffId === person.id);
    const open = days.flatMap((day) =>
      openIntervals({
        day,
        timeZone: search.timeZone,
        businessHours: search.businessHours,
        staffHours: person.openingHours,
        closures,
      }),
    );
    return startsIn(open, held, search).map((startMs) => ({ startMs, rank, staffId: person.id }));
  });
  const lengthMs = search.durationMinutes * 60_000;
  return found
    .sort((one, other) => one.startMs - other.startMs || one.rank - other.rank)
    .map(({ startMs, staffId }) => ({
      staffId,
      startsAt: new Date(startMs),
      endsAt: new Date(startMs + lengthMs),
    }));
}

function daysOf({ from, to }: SlotSearch): string[] {
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => shiftDay(from, index));
}

function startsIn(
  open: readonly TimeSpan[],
  held: readonly TimeSpan[],
  { durationMinutes, stepMinutes, earliest, latest }: SlotSearch,
): number[] {
  const lengthMs = durationMinutes * 60_000;
  const stepMs = stepMinutes * 60_000;
  const starts: number[] = [];
  let next = 0;
  for (const span of open) {
    const endMs = +span.endsAt;
    for (let startMs = +span.startsAt; startMs + lengthMs <= endMs; startMs += stepMs) {
      // What ended before this beginning stands in no later one's way either.
      while (next < held.length && endOf(held, next) <= startMs) next += 1;
      const blocker = held[next];
      const isFree = blocker === undefined || +blocker.startsAt >= startMs + lengthMs;
      if (isFree && startMs >= +earliest && startMs <= +latest) starts.push(startMs);
    }
  }
  return starts;
}

function endOf(held: readonly TimeSpan[], index: number): number {
  const span = held[index];
  return span ? +span.endsAt : Number.POSITIVE_INFINITY;
}
