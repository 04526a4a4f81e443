import { clockMinute, type DayClock, instantOf, isWithin, type MinuteSpan, timeText } from "./day-clock";

const DAY_MINUTES = 1440;

/**
 * The rows that days standing side by side share, in minutes from the top. They show the clock; an hour that one of the days shows twice
 * has two rows, and an hour that none of them has is left out. So every column is true to its own day and the rows stay level.
 */
export interface TimeAxis {
  lengthMinutes: number;
  repeated: MinuteSpan | null;
  leftOut: MinuteSpan | null;
}

export function timeAxis(clocks: readonly DayClock[]): TimeAxis {
  const repeated = clocks.find((clock) => clock.repeated)?.repeated ?? null;
  const leftOut = clocks.every((clock) => clock.skipped) ? (clocks[0]?.skipped ?? null) : null;
  return { repeated, leftOut, lengthMinutes: DAY_MINUTES + lengthOf(repeated) - lengthOf(leftOut) };
}

function lengthOf(span: MinuteSpan | null): number {
  return span ? span.to - span.from : 0;
}

/** Where a minute of the clock stands. */
export function rowOf(axis: TimeAxis, minute: number, isSecond = false): number {
  const { repeated, leftOut } = axis;
  const pushed = repeated && (minute >= repeated.to || (isSecond && minute >= repeated.from));
  const pulled = leftOut && minute >= leftOut.to;
  return minute + (pushed ? lengthOf(repeated) : 0) - (pulled ? lengthOf(leftOut) : 0);
}

/** Where an instant stands in the column of a day; before it at the top, after it at the end. */
export function positionOf(axis: TimeAxis, clock: DayClock, instant: Date): number {
  if (instant <= clock.startsAt) return 0;
  if (instant >= clock.endsAt) return axis.lengthMinutes;
  const { minute, isSecond } = clockMinute(clock, instant);
  return rowOf(axis, minute, isSecond);
}

/** What a position means on a day; rows the day does not have belong to the minute after them. */
export function instantAt(axis: TimeAxis, clock: DayClock, position: number): Date {
  const { repeated, leftOut } = axis;
  if (position <= 0) return clock.startsAt;
  if (position >= axis.lengthMinutes) return clock.endsAt;
  const isSecond =
    repeated !== null && position >= repeated.to && position < repeated.to + lengthOf(repeated);
  if (isSecond) {
    const minute = position - lengthOf(repeated);
    return clock.repeated ? instantOf(clock, minute, true) : instantOf(clock, repeated.to);
  }
  const back = repeated && position >= repeated.to ? lengthOf(repeated) : 0;
  const on = leftOut && position >= leftOut.from ? lengthOf(leftOut) : 0;
  return instantOf(clock, position - back + on);
}

/** Rows of the axis that a day does not have. */
export function missingRows(axis: TimeAxis, clock: DayClock): MinuteSpan | null {
  if (clock.skipped && !axis.leftOut)
    return { from: rowOf(axis, clock.skipped.from), to: rowOf(axis, clock.skipped.to) };
  const { repeated } = axis;
  if (repeated && !clock.repeated) return { from: repeated.to, to: repeated.to + lengthOf(repeated) };
  return null;
}

export interface HourMark {
  position: number;
  /** `09:00`. */
  text: string;
  /** The hour is shown for the second time. */
  isSecond: boolean;
}

export function hourMarks(axis: TimeAxis): HourMark[] {
  const marks: HourMark[] = [];
  for (let minute = 0; minute < DAY_MINUTES; minute += 60) {
    if (isWithin(minute, axis.leftOut)) continue;
    const text = timeText(minute);
    marks.push({ position: rowOf(axis, minute), text, isSecond: false });
    if (isWithin(minute, axis.repeated))
      marks.push({ position: rowOf(axis, minute, true), text, isSecond: true });
  }
  return marks.toSorted((one, other) => one.position - other.position);
}
