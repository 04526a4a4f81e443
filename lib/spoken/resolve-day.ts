import { mondayOf, shiftDay } from "@/lib/agenda/rules";
import type { Language } from "@/lib/vocabulary";
import {
  addMonths,
  type Day,
  daysBetween,
  earlierDay,
  firstOfMonth,
  lastOfMonth,
  laterDay,
  makeDay,
  monthOf,
  weekdayNumber,
  yearOf,
} from "./days";
import type { DayMeaning, MonthMeaning, MonthPart, Part } from "./day-meaning";

/** Days, both included; `weekdays` when only those of them are meant. */
export interface Span {
  from: Day;
  to: Day;
  weekdays: number[] | null;
}

export type DayProblem =
  | { problem: "which_day"; days: Day[] }
  | { problem: "past" }
  | { problem: "no_such_day"; month: number };

/** How far "any day" and "in the mornings" look. */
export const OPEN_DAYS = 30;

/** Somebody who names a date of the last two months has mistaken it; before that, next year's is meant. */
const MISTAKEN_DAYS = 60;
/** "In three months" is said of about that day. */
const ABOUT_MONTHS_DAYS = 3;

const span = (from: Day, to: Day = from, weekdays: number[] | null = null): Span => ({ from, to, weekdays });
const whichDay = (days: Day[]): DayProblem => ({ problem: "which_day", days });
const PAST: DayProblem = { problem: "past" };

export function isProblem(resolved: Span | DayProblem): resolved is DayProblem {
  return "problem" in resolved;
}

/** The days meant, today at the earliest, or why they cannot be told. */
export function resolveDay(meaning: DayMeaning, today: Day, language: Language): Span | DayProblem {
  switch (meaning.kind) {
    case "offset":
      return resolveOffset(shiftDay(today, meaning.days), meaning.also, today, language);
    case "months": {
      const target = addMonths(today, meaning.months);
      return span(shiftDay(target, -ABOUT_MONTHS_DAYS), shiftDay(target, ABOUT_MONTHS_DAYS));
    }
    case "weekday":
      return resolveWeekday(meaning, today, language);
    case "weekday_of_week": {
      const day = shiftDay(mondayOf(today), meaning.week * 7 + meaning.weekday - 1);
      return day < today ? PAST : span(day);
    }
    case "date":
      return resolveDate(meaning, today);
    case "nth_weekday":
      return resolveNthWeekday(meaning, today);
    case "week":
      return resolveWeek(meaning, today);
    case "week_of": {
      const day = resolveDay(meaning.day, today, language);
      return isProblem(day) ? day : fromToday(weekPart(mondayOf(day.from), "whole"), today);
    }
    case "weekend":
      return resolveWeekend(meaning.which, today, language);
    case "month":
      return resolveMonth(meaning.month, meaning.part, today);
    case "some":
      return span(shiftDay(today, meaning.fromDays), shiftDay(today, meaning.toDays));
    case "every":
      return span(today, shiftDay(today, OPEN_DAYS), meaning.weekdays);
    case "any":
      return span(today, shiftDay(today, OPEN_DAYS));
    case "past":
      return PAST;
  }
}

function fromToday(days: Span, today: Day): Span | DayProblem {
  return days.to < today ? PAST : { ...days, from: laterDay(days.from, today) };
}

/** "Tomorrow, Saturday the 21st": the second must agree with the first. */
function resolveOffset(
  day: Day,
  also: DayMeaning | undefined,
  today: Day,
  language: Language,
): Span | DayProblem {
  if (also?.kind === "weekday" && weekdayNumber(day) === also.weekday) return span(day);
  if (!also) return span(day);
  const other = resolveDay(also, today, language);
  if (isProblem(other)) return other;
  return other.from === day ? span(day) : whichDay([day, other.from]);
}

/**
 * "El jueves que viene" is the nearest Thursday to some and next week's to others: when it is tomorrow or the day after, both are named.
 * "Next Thursday" divides English speakers over the whole week.
 */
function resolveWeekday(
  { weekday, which, plusDays }: Extract<DayMeaning, { kind: "weekday" }>,
  today: Day,
  language: Language,
): Span | DayProblem {
  const ahead = (weekday - weekdayNumber(today) + 7) % 7;
  const nearest = shiftDay(today, ahead);
  const later = shiftDay(nearest, 7);
  if (plusDays > 0) return span(shiftDay(nearest, plusDays));
  if (which === "this") return span(nearest);
  if (which === "other") return whichDay(ahead === 0 ? [later, shiftDay(later, 7)] : [nearest, later]);
  if (ahead === 0) return which === "next" ? span(later) : whichDay([nearest, later]);
  if (which === "plain") return span(nearest);
  const isUnclear = language === "es" ? ahead <= 2 : weekdayNumber(today) + ahead <= 7;
  return isUnclear ? whichDay([nearest, later]) : span(nearest);
}

/** A day by its number: the first that is not over, of the month that was named if one was. */
function resolveDate(
  { day, month, weekday }: Extract<DayMeaning, { kind: "date" }>,
  today: Day,
): Span | DayProblem {
  const days = month ? [dateIn(month, day, today)] : nextWithNumber(day, today);
  const first = days[0];
  if (first === undefined) return { problem: "no_such_day", month: month ? monthNumber(month, today) : 1 };
  if (first < today) return PAST;
  if (weekday === null) return span(first);
  const agreeing = days.find((candidate) => candidate !== undefined && weekdayNumber(candidate) === weekday);
  return agreeing ? span(agreeing) : whichDay([first, nearestWeekday(first, weekday, today)]);
}

/** This month's, if it is not over, and the next one's: who says "Monday the 30th" without a month looks no further. */
function nextWithNumber(day: number, today: Day): Day[] {
  const months = [0, 1, 2, 3].map((offset) => firstOfMonth(today, offset));
  return months
    .flatMap((first) => makeDay(yearOf(first), monthOf(first), day) ?? [])
    .filter((candidate) => candidate >= today)
    .slice(0, 2);
}

function dateIn(month: MonthMeaning, day: number, today: Day): Day | undefined {
  if ("offset" in month) {
    const first = firstOfMonth(today, month.offset);
    return makeDay(yearOf(first), monthOf(first), day);
  }
  if (month.year !== null) return makeDay(month.year, month.month, day);
  // The 29th of February exists in one year of four, of eight around 2100.
  const years = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((offset) => yearOf(today) + offset);
  const dates = years.flatMap((year) => makeDay(year, month.month, day) ?? []);
  return dates.find((date) => daysBetween(date, today) <= MISTAKEN_DAYS);
}

function monthNumber(month: MonthMeaning, today: Day): number {
  return "offset" in month ? monthOf(firstOfMonth(today, month.offset)) : month.month;
}

function nearestWeekday(day: Day, weekday: number, today: Day): Day {
  const ahead = (weekday - weekdayNumber(day) + 7) % 7;
  const nearest = shiftDay(day, ahead > 3 ? ahead - 7 : ahead);
  return nearest < today ? shiftDay(nearest, 7) : nearest;
}

/** `nth` from 1; -1 is the last. */
function resolveNthWeekday(
  { nth, weekday, month }: Extract<DayMeaning, { kind: "nth_weekday" }>,
  today: Day,
): Span | DayProblem {
  const [first, nextFirst] = monthStarts(month, today);
  const found = nthWeekday(first, nth, weekday);
  if (found === undefined) return { problem: "no_such_day", month: monthOf(first) };
  if (found >= today) return span(found);
  const next = nextFirst === undefined ? undefined : nthWeekday(nextFirst, nth, weekday);
  return next === undefined ? PAST : span(next);
}

function nthWeekday(first: Day, nth: number, weekday: number): Day | undefined {
  if (nth < 0) {
    const last = lastOfMonth(first);
    return shiftDay(last, -((weekdayNumber(last) - weekday + 7) % 7));
  }
  const day = shiftDay(first, ((weekday - weekdayNumber(first) + 7) % 7) + (nth - 1) * 7);
  return monthOf(day) === monthOf(first) ? day : undefined;
}

/** The month's first day, and that of the one that is meant when its days are over: the next one, next year's, or none. */
function monthStarts(month: MonthMeaning, today: Day): [Day, Day | undefined] {
  if ("offset" in month) {
    const first = firstOfMonth(today, month.offset);
    return [first, month.offset === 0 ? firstOfMonth(today, 1) : undefined];
  }
  const inYear = (year: number) => makeDay(year, month.month, 1) ?? firstOfMonth(today, 0);
  if (month.year !== null) return [inYear(month.year), undefined];
  return [inYear(yearOf(today)), inYear(yearOf(today) + 1)];
}

function resolveMonth(month: MonthMeaning, part: MonthPart, today: Day): Span | DayProblem {
  const [first, nextFirst] = monthStarts(month, today);
  const days = monthPart(first, part);
  const isOver = days.to < today;
  return fromToday(isOver && nextFirst !== undefined ? monthPart(nextFirst, part) : days, today);
}

/** First and last day of each part; 0 is the month's last, -6 six days before it. */
const MONTH_PARTS: Record<MonthPart, [number, number]> = {
  whole: [1, 0],
  early: [1, 10],
  middle: [11, 20],
  late: [21, 0],
  week_1: [1, 7],
  week_2: [8, 14],
  week_3: [15, 21],
  last_week: [-6, 0],
  first_half: [1, 15],
  second_half: [16, 0],
};

function monthPart(first: Day, part: MonthPart): Span {
  const at = (day: number) => (day > 0 ? shiftDay(first, day - 1) : shiftDay(lastOfMonth(first), day));
  const [from, to] = MONTH_PARTS[part];
  return span(at(from), at(to));
}

function resolveWeek(
  { week, part, weeks = 1 }: Extract<DayMeaning, { kind: "week" }>,
  today: Day,
): Span | DayProblem {
  const first = weekPart(shiftDay(mondayOf(today), week * 7), part);
  return fromToday({ ...first, to: shiftDay(first.to, (weeks - 1) * 7) }, today);
}

function weekPart(monday: Day, part: Part): Span {
  if (part === "early") return span(monday, shiftDay(monday, 1));
  if (part === "middle") return span(shiftDay(monday, 1), shiftDay(monday, 3));
  if (part === "late") return span(shiftDay(monday, 3), shiftDay(monday, 5));
  return span(monday, shiftDay(monday, 6));
}

function resolveWeekend(which: "plain" | "next", today: Day, language: Language): Span | DayProblem {
  const saturday = shiftDay(mondayOf(today), 5);
  const ahead = daysBetween(today, saturday);
  const thisOne = span(laterDay(saturday, today), shiftDay(saturday, 1));
  const nextOne = span(shiftDay(saturday, 7), shiftDay(saturday, 8));
  if (which === "plain") return thisOne;
  if (ahead <= 0) return nextOne;
  return language === "es" && ahead > 2 ? thisOne : whichDay([thisOne.from, nextOne.from]);
}

/** Both together; the days between them only when the weekdays allow. */
export function unite(a: Span, b: Span): Span {
  const from = earlierDay(a.from, b.from);
  const to = laterDay(a.to, b.to);
  if (from === to) return span(from);
  const weekdays = [...new Set([...weekdaysIn(a), ...weekdaysIn(b)])].sort((one, other) => one - other);
  const all = weekdays.length === 7 || daysBetween(from, to) + 1 === weekdays.length;
  return span(from, to, all ? null : weekdays);
}

/** Which weekdays a span means: those it names, or all that it holds. */
export function weekdaysIn({ from, to, weekdays }: Span): number[] {
  if (weekdays) return weekdays;
  const count = Math.min(7, daysBetween(from, to) + 1);
  return Array.from({ length: count }, (_, index) => weekdayNumber(shiftDay(from, index)));
}
