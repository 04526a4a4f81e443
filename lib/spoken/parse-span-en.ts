import type { DayMeaning, MonthMeaning, MonthPart, Part } from "./day-meaning";
import { MONTHS_EN } from "./months-en";
import { readCardinal } from "./numerals";
import { type Cursor, phrases } from "./words";

const PAST = phrases("last week | last month | last year");
const THIS_WEEK = phrases("this week | the rest of the week | later this week");
const NEXT_WEEK = phrases("next week | the following week | the coming week");
const WEEK_AFTER_NEXT = phrases("the week after next | week after next | the week after");
const WEEKEND = phrases("weekend | weekends");
const WEEKEND_BEFORE = phrases("the | this | at the | at | on the | a | this coming");
const NEXT = phrases("next | the next | the following");
const WORKDAYS = phrases("weekdays | weekday | a weekday | during the week | on a weekday | workdays");
const PARTS: [Part, ReturnType<typeof phrases>][] = [
  ["early", phrases("early | beginning of | the beginning of | start of | the start of | early in")],
  ["middle", phrases("mid | middle of | the middle of | halfway through")],
  ["late", phrases("late | end of | the end of | late in | later")],
];
const MONTH_WEEKS: [MonthPart, ReturnType<typeof phrases>][] = [
  ["week_1", phrases("the first week of | first week of | the first week in")],
  ["week_2", phrases("the second week of | second week of | the second week in")],
  ["week_3", phrases("the third week of | third week of | the third week in")],
  ["last_week", phrases("the last week of | last week of | the last week in")],
  ["first_half", phrases("the first half of | first half of")],
  ["second_half", phrases("the second half of | second half of")],
];
const WEEK = phrases("the week | this week | week");
const MONTH = phrases("the month | this month");
const NEXT_MONTH = phrases("next month | the next month | the following month");
const MONTH_BEFORE = phrases("in | this | next");
const COMING = phrases("in the next | within the next | over the next | within | in the coming");
const WITHIN = phrases("in about | in | after");
const FROM_NOW = phrases("from now | from today | time");
const COUNTED = phrases("a couple of | a couple");
const ONE = phrases("a | an");
const SOME = phrases("a few | some | several");
const DAYS = phrases("day | days");
const WEEKS = phrases("week | weeks");
const MONTHS = phrases("month | months");
const FORTNIGHT = phrases("a fortnight | fortnight | a fortnights");
const ANY = phrases(
  [
    "any day | any time | anytime | whenever | as soon as possible | as soon as you can | asap | the earliest",
    "the first available | first available | soonest | the soonest | earliest | as early as possible | soon | dont mind",
    "the next available | next available | any date | one of these days | every day | whichever day",
  ].join("|"),
);

/** More than a day, and what is counted from today, in English. */
export function parseSpanEn(cursor: Cursor): DayMeaning | undefined {
  const weekOfMonth = cursor.attempt(partOfMonth);
  if (weekOfMonth) return weekOfMonth;
  if (cursor.has(PAST)) return { kind: "past" };
  if (cursor.has(WORKDAYS)) return { kind: "every", weekdays: [1, 2, 3, 4, 5] };
  return (
    cursor.attempt(weekend) ??
    cursor.attempt(part) ??
    cursor.attempt(week) ??
    cursor.attempt(within) ??
    cursor.attempt(month) ??
    (cursor.has(ANY) ? { kind: "any" } : undefined)
  );
}

function weekNumber(cursor: Cursor): number | undefined {
  if (cursor.has(WEEK_AFTER_NEXT)) return 2;
  if (cursor.has(NEXT_WEEK)) return 1;
  return cursor.has(THIS_WEEK) ? 0 : undefined;
}

function week(cursor: Cursor): DayMeaning | undefined {
  const number = weekNumber(cursor);
  return number === undefined ? undefined : { kind: "week", week: number, part: "whole" };
}

function weekend(cursor: Cursor): DayMeaning | undefined {
  const isNext = cursor.has(NEXT);
  if (!isNext) cursor.has(WEEKEND_BEFORE);
  return cursor.has(WEEKEND) ? { kind: "weekend", which: isNext ? "next" : "plain" } : undefined;
}

function part(cursor: Cursor): DayMeaning | undefined {
  const named = PARTS.find(([, list]) => cursor.has(list))?.[0];
  if (named === undefined) return undefined;
  const number = weekNumber(cursor) ?? (cursor.has(WEEK) ? 0 : undefined);
  if (number !== undefined) return { kind: "week", week: number, part: named };
  const month = monthOf(cursor);
  return month && { kind: "month", month, part: named };
}

function partOfMonth(cursor: Cursor): DayMeaning | undefined {
  const named = MONTH_WEEKS.find(([, list]) => cursor.has(list))?.[0];
  const month = named === undefined ? undefined : monthOf(cursor);
  return named === undefined || month === undefined ? undefined : { kind: "month", month, part: named };
}

function monthOf(cursor: Cursor): MonthMeaning | undefined {
  if (cursor.has(NEXT_MONTH)) return { offset: 1 };
  if (cursor.has(MONTH)) return { offset: 0 };
  const named = cursor.takeOf(MONTHS_EN);
  return named === undefined ? undefined : { month: named, year: null };
}

function month(cursor: Cursor): DayMeaning | undefined {
  if (cursor.has(NEXT_MONTH)) return { kind: "month", month: { offset: 1 }, part: "whole" };
  if (cursor.has(MONTH)) return { kind: "month", month: { offset: 0 }, part: "whole" };
  const isSaid = cursor.has(MONTH_BEFORE);
  const word = cursor.peek();
  const named = cursor.takeOf(MONTHS_EN);
  // "May" and "march" alone are verbs.
  if (named === undefined || (!isSaid && (word === "may" || word === "march"))) return undefined;
  return { kind: "month", month: { month: named, year: null }, part: "whole" };
}

function within(cursor: Cursor): DayMeaning | undefined {
  if (cursor.has(COMING)) return comingTime(cursor);
  const isWithin = cursor.has(WITHIN);
  const counted = cursor.attempt(countedTime);
  if (!counted) return undefined;
  // "Two weeks from now", "in two weeks' time": one of both is said.
  return cursor.has(FROM_NOW) || isWithin ? counted : undefined;
}

/** "In the next ten days", "within a week": any of them. */
function comingTime(cursor: Cursor): DayMeaning | undefined {
  const counted = countedTime(cursor);
  if (counted?.kind !== "offset") return undefined;
  return { kind: "some", fromDays: 0, toDays: counted.days };
}

function countedTime(cursor: Cursor): DayMeaning | undefined {
  if (cursor.has(FORTNIGHT)) return { kind: "offset", days: 14 };
  if (cursor.has(SOME)) {
    if (cursor.has(DAYS)) return { kind: "some", fromDays: 2, toDays: 7 };
    if (cursor.has(WEEKS)) return { kind: "some", fromDays: 14, toDays: 28 };
    return cursor.has(MONTHS) ? { kind: "some", fromDays: 60, toDays: 120 } : undefined;
  }
  const count = cursor.has(COUNTED) ? 2 : cursor.has(ONE) ? 1 : readCardinal(cursor, "en");
  if (count === undefined || count > 999) return undefined;
  if (cursor.has(DAYS)) return { kind: "offset", days: count };
  if (cursor.has(WEEKS)) return { kind: "offset", days: count * 7 };
  return cursor.has(MONTHS) ? { kind: "months", months: count } : undefined;
}
