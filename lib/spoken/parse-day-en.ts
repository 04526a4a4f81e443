import type { DayMeaning, MonthMeaning } from "./day-meaning";
import { MONTHS_EN } from "./months-en";
import { readCardinal } from "./numerals";
import { ORDINALS, ordinalEn } from "./ordinals-en";
import { parseSpanEn } from "./parse-span-en";
import { type Cursor, phrases } from "./words";
import { type WrittenOrder, writtenDate } from "./written-date";

const DAYS = "monday tuesday wednesday thursday friday saturday sunday".split(" ");
const WEEKDAYS: ReadonlyMap<string, number> = new Map([
  ...DAYS.map((name, index): [string, number] => [name, index + 1]),
  ["tues", 2],
  ["weds", 3],
  ["thurs", 4],
]);
const PLURALS: ReadonlyMap<string, number> = new Map(
  DAYS.map((name, index): [string, number] => [`${name}s`, index + 1]),
);
const TODAY = phrases("today | right now | now | straight away");
const TOMORROW = phrases("tomorrow | tmrw");
const DAY_AFTER = phrases("the day after tomorrow | day after tomorrow | overmorrow");
const PAST = phrases("yesterday | the day before yesterday");
const WEEK_LATER = phrases("week");
const FORTNIGHT_LATER = phrases("fortnight");
const FROM_DAY = phrases("from | on | after");
const WEEKS_BEFORE: [number, ReturnType<typeof phrases>][] = [
  [7, phrases("a week | one week | 1 week")],
  [14, phrases("two weeks | 2 weeks | a fortnight | a couple of weeks")],
  [21, phrases("three weeks | 3 weeks")],
];
const EVERY = phrases("any | every | each | a");
const NEXT = phrases("next | the next | the coming | coming | the following");
const NEXT_AFTER = phrases("next");
const THIS = phrases("this coming | this | the");
const NEXT_WEEK = phrases(
  "next week | of next week | the week after | the following week | in the next week",
);
const THIS_WEEK = phrases("this week | of this week");
const WEEK_AFTER_NEXT = phrases("the week after next | in two weeks");
const AFTER_NEXT = phrases("after next");
const WEEK_OF = phrases("the week of | week of | the week commencing | the week beginning | week commencing");
const LAST = phrases("last | the last");
const OF = phrases("of | in");
const THE = phrases("the | on the");
const THING = phrases("thing | week | half | available | appointment | slot | one | time | opening");
const THIS_MONTH = phrases("this month | the month");
const NEXT_MONTH = phrases("next month | the next month");

/** One day, or days, as English speakers name them; the month comes first where the country writes it so. */
export function parseDayEn(cursor: Cursor, order: WrittenOrder): DayMeaning | undefined {
  return (
    cursor.attempt(relativeDay) ??
    cursor.attempt(weeksFrom) ??
    cursor.attempt(nthWeekday) ??
    cursor.attempt((rest) => weekOfDate(rest, order)) ??
    cursor.attempt((rest) => weekday(rest, order)) ??
    cursor.attempt((rest) => date(rest, order)) ??
    cursor.attempt(parseSpanEn) ??
    cursor.attempt(feast)
  );
}

function relativeDay(cursor: Cursor): DayMeaning | undefined {
  if (cursor.has(PAST)) return { kind: "past" };
  const days = cursor.has(DAY_AFTER) ? 2 : cursor.has(TOMORROW) ? 1 : cursor.has(TODAY) ? 0 : undefined;
  if (days === undefined) return undefined;
  // British: "tomorrow week" is a week after tomorrow.
  if (cursor.has(WEEK_LATER)) return { kind: "offset", days: days + 7 };
  const also = cursor.attempt((rest) => apposition(rest));
  return also ? { kind: "offset", days, also } : { kind: "offset", days };
}

/** "Tomorrow, Saturday the 21st of November". */
function apposition(cursor: Cursor): DayMeaning | undefined {
  const named = cursor.takeOf(WEEKDAYS);
  if (named === undefined) return undefined;
  const dated = cursor.attempt((rest) => date(rest, "day_first"));
  if (dated?.kind === "date") return { ...dated, weekday: named };
  return { kind: "weekday", weekday: named, which: "plain", plusDays: 0 };
}

/** "A week from Friday", "two weeks from tomorrow", "a week on Thursday". */
function weeksFrom(cursor: Cursor): DayMeaning | undefined {
  const plusDays = WEEKS_BEFORE.find(([, list]) => cursor.has(list))?.[0];
  if (plusDays === undefined) return undefined;
  // British: "a week today", "a fortnight tomorrow".
  cursor.has(FROM_DAY);
  cursor.has(THIS);
  const named = cursor.takeOf(WEEKDAYS);
  if (named !== undefined) return { kind: "weekday", weekday: named, which: "plain", plusDays };
  const near = cursor.attempt(relativeDay);
  return near?.kind === "offset" ? { kind: "offset", days: near.days + plusDays } : undefined;
}

function weekday(cursor: Cursor, order: WrittenOrder): DayMeaning | undefined {
  const plural =
    cursor.takeOf(PLURALS) ?? cursor.attempt((rest) => (rest.has(EVERY) ? rest.takeOf(WEEKDAYS) : undefined));
  if (plural !== undefined) return { kind: "every", weekdays: [plural] };
  const before = cursor.attempt(weekBefore);
  if (before) return before;
  if (cursor.attempt((rest) => (rest.has(LAST) ? rest.takeOf(WEEKDAYS) : undefined))) return { kind: "past" };
  const isNext = cursor.has(NEXT);
  const isThis = !isNext && cursor.peek() === "this";
  if (!isNext) cursor.has(THIS);
  const named = cursor.takeOf(WEEKDAYS);
  if (named === undefined) return undefined;
  const dated = cursor.attempt((rest) => date(rest, order, true));
  if (dated?.kind === "date") return { ...dated, weekday: named };
  if (cursor.has(AFTER_NEXT)) return { kind: "weekday", weekday: named, which: "plain", plusDays: 7 };
  if (cursor.has(WEEK_AFTER_NEXT)) return { kind: "weekday_of_week", weekday: named, week: 2 };
  if (cursor.has(NEXT_WEEK)) return { kind: "weekday_of_week", weekday: named, week: 1 };
  if (cursor.has(THIS_WEEK)) return { kind: "weekday_of_week", weekday: named, week: 0 };
  // British: "Thursday next".
  const isNextAfter = !isNext && cursor.has(NEXT_AFTER);
  const plusDays = cursor.has(WEEK_LATER) ? 7 : cursor.has(FORTNIGHT_LATER) ? 14 : 0;
  return {
    kind: "weekday",
    weekday: named,
    which: isNext || isNextAfter ? "next" : isThis ? "this" : "plain",
    plusDays,
  };
}

/** "Next week Thursday", "next week on Thursday". */
function weekBefore(cursor: Cursor): DayMeaning | undefined {
  const week = cursor.has(WEEK_AFTER_NEXT)
    ? 2
    : cursor.has(NEXT_WEEK)
      ? 1
      : cursor.has(THIS_WEEK)
        ? 0
        : undefined;
  cursor.has(phrases("on"));
  const named = week === undefined ? undefined : cursor.takeOf(WEEKDAYS);
  return week === undefined || named === undefined
    ? undefined
    : { kind: "weekday_of_week", weekday: named, week };
}

/** "The 15th", "November 26th", "26 November", "the fifth of next month", `11/26` or `26/11`. */
function date(cursor: Cursor, order: WrittenOrder, isAfterWeekday = false): DayMeaning | undefined {
  const hasArticle = cursor.has(THE);
  const written = writtenDate(cursor, order);
  if (written) return written;
  const monthFirst = cursor.takeOf(MONTHS_EN);
  if (monthFirst !== undefined) return monthThenDay(cursor, monthFirst);
  const named = ordinalEn(cursor);
  const day = named ?? readCardinal(cursor, "en");
  if (day === undefined || day < 1 || day > 31) return undefined;
  const month = cursor.attempt(ofMonth) ?? null;
  // "Monday first thing", "the first available" are no first of the month.
  if (cursor.has(THING)) return undefined;
  const isDay = month !== null || named !== undefined || (isAfterWeekday && hasArticle);
  return isDay ? { kind: "date", day, month, weekday: null } : undefined;
}

function monthThenDay(cursor: Cursor, month: number): DayMeaning | undefined {
  cursor.has(THE);
  const day = ordinalEn(cursor) ?? readCardinal(cursor, "en");
  if (day === undefined || day < 1 || day > 31) return undefined;
  return { kind: "date", day, month: { month, year: year(cursor) }, weekday: null };
}

function ofMonth(cursor: Cursor): MonthMeaning | undefined {
  const isOf = cursor.has(OF);
  if (isOf && cursor.has(NEXT_MONTH)) return { offset: 1 };
  if (isOf && cursor.has(THIS_MONTH)) return { offset: 0 };
  const month = cursor.takeOf(MONTHS_EN);
  return month === undefined ? undefined : { month, year: year(cursor) };
}

/** "The week of the 7th", "the week commencing Monday the 30th". */
function weekOfDate(cursor: Cursor, order: WrittenOrder): DayMeaning | undefined {
  if (!cursor.has(WEEK_OF)) return undefined;
  const day = cursor.attempt((rest) => date(rest, order)) ?? cursor.attempt((rest) => weekday(rest, order));
  return day && { kind: "week_of", day };
}

function year(cursor: Cursor): number | null {
  const found = cursor.attempt((rest) => {
    const digits = rest.takeDigits(4);
    return digits !== undefined && digits >= 1900 ? digits : undefined;
  });
  return found ?? null;
}

function nthWeekday(cursor: Cursor): DayMeaning | undefined {
  cursor.has(phrases("the"));
  const nth = cursor.has(LAST) ? -1 : cursor.takeOf(ORDINALS);
  const named = nth === undefined ? undefined : cursor.takeOf(WEEKDAYS);
  const month = named === undefined ? undefined : cursor.attempt(ofMonth);
  if (nth === undefined || named === undefined || month === undefined) return undefined;
  return { kind: "nth_weekday", nth, weekday: named, month };
}

const FEASTS: [number, number, ReturnType<typeof phrases>][] = [
  [24, 12, phrases("christmas eve")],
  [25, 12, phrases("christmas day | christmas")],
  [31, 12, phrases("new years eve")],
  [1, 1, phrases("new years day | new year")],
];

function feast(cursor: Cursor): DayMeaning | undefined {
  const [day, month] = FEASTS.find(([, , list]) => cursor.has(list)) ?? [];
  if (day === undefined || month === undefined) return undefined;
  return { kind: "date", day, month: { month, year: null }, weekday: null };
}
