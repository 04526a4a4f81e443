import { tz } from "@date-fns/tz";
import { format } from "date-fns";
import { weekdayOf } from "@/lib/agenda/rules";
import type { Wish } from "@/lib/spoken/read-when";
import { minutesOf } from "@/lib/spoken/time-meaning";
import type { SlotView } from "./schema";

/** As many as somebody remembers who only hears them. */
const MOST_OFFERED = 3;

export interface Offer {
  /** The very time that was wished for. */
  exact: SlotView | undefined;
  /** What to offer instead, in order of time. */
  options: SlotView[];
  /** Nothing is free when it was wished for: the options are the next ones. */
  isLater: boolean;
}

/**
 * What to say to a wish. Pure. With a time of day: that very slot, or the nearest ones. Without: the first of each of three days, or of one day
 * its first, a middle and its last free time, so that morning and afternoon are both on offer.
 */
export function offerOf(slots: readonly SlotView[], wish: Wish, timeZone: string): Offer {
  const zone = { in: tz(timeZone) };
  const placed = firstOfEachTime(slots).map((slot) => ({
    slot,
    day: format(slot.startsAt, "yyyy-MM-dd", zone),
    time: format(slot.startsAt, "HH:mm", zone),
  }));
  const wanted = placed.filter(({ day, time }) => {
    const isDay = day >= wish.from && day <= wish.to && isWeekday(day, wish);
    return isDay && (wish.between === null || (time >= wish.between.from && time < wish.between.to));
  });
  if (wanted.length === 0) {
    const next = placed.filter(({ day }) => day >= wish.from && isWeekday(day, wish)).slice(0, MOST_OFFERED);
    return { exact: undefined, options: next.map(({ slot }) => slot), isLater: true };
  }
  const { time } = wish;
  if (time !== null) {
    const exact = wanted.find((one) => one.time === time)?.slot;
    const nearest = wanted
      .toSorted((one, other) => minutesBetween(one.time, time) - minutesBetween(other.time, time))
      .slice(0, MOST_OFFERED);
    return { exact, options: inOrder(nearest.map(({ slot }) => slot)), isLater: false };
  }
  const firstOfDays = wanted.filter(({ day }, index) => wanted[index - 1]?.day !== day);
  const chosen = firstOfDays.length > 1 ? firstOfDays.slice(0, MOST_OFFERED) : spread(wanted);
  return { exact: undefined, options: chosen.map(({ slot }) => slot), isLater: false };
}

function isWeekday(day: string, { weekdays }: Wish): boolean {
  return !weekdays || weekdays.includes(weekdayOf(day));
}

/** Whoever of the staff comes first; who it is matters only to those who ask for somebody. */
function firstOfEachTime(slots: readonly SlotView[]): SlotView[] {
  return slots.filter((slot, index) => +(slots[index - 1]?.startsAt ?? 0) !== +slot.startsAt);
}

function spread<T>(all: readonly T[]): T[] {
  if (all.length <= MOST_OFFERED) return [...all];
  const last = all.length - 1;
  return [0, Math.floor(last / 2), last].flatMap((index) => all.slice(index, index + 1));
}

function inOrder(slots: SlotView[]): SlotView[] {
  return slots.toSorted((one, other) => +one.startsAt - +other.startsAt);
}

function minutesBetween(one: string, other: string): number {
  return Math.abs((minutesOf(one) ?? 0) - (minutesOf(other) ?? 0));
}
