import type { DayMeaning } from "./day-meaning";
import { ofMonth } from "./month-es";
import { readCardinal } from "./numerals";
import { parseSpanEs } from "./parse-span-es";
import { type Cursor, phrases } from "./words";
import { writtenDate } from "./written-date";

const WEEKDAYS = new Map([
  ...["lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo"].map(
    (word, index): [string, number] => [word, index + 1],
  ),
  ["sabados", 6],
  ["domingos", 7],
]);

const TODAY = phrases("hoy mismo | hoy dia | hoy | el dia de hoy");
const TOMORROW = phrases("manana mismo | manana | el dia de manana");
const DAY_AFTER = phrases("pasado manana | pasado");
const NOW = phrases("ahora mismo | ahorita mismo | ahoritica | ahorita | ahora | ya mismo | enseguida");
const FROM = phrases("de");
const PAST = phrases("ayer | anteayer | antier | antes de ayer");
const IN_EIGHT = phrases("en ocho dias | en ocho | en 8 dias | en 8 | a ocho dias | a ocho");
const IN_FIFTEEN = phrases("en quince dias | en quince | en 15 dias | en 15 | a quince dias | a quince");

const PLURAL = phrases("todos los | los | cualquier | cualquiera de los | algun | un");
const ARTICLE = phrases("el dia | el | este | ese | dia | al");
const OTHER = phrases("el otro | otro | el siguiente al proximo");
const NEXT_BEFORE = phrases("proximo | siguiente");
const NEXT_AFTER = phrases("que viene | que entra | que sigue | proximo | siguiente | entrante | venidero");
const NOT_THAT_ONE = phrases("no el siguiente | no el otro | no ese el otro | no ese el siguiente");
const PAST_AFTER = phrases("pasado | que paso");
const OF = phrases("de | del");
const NEXT_WEEK = phrases(
  [
    "la semana que viene | la semana que entra | la semana proxima | la proxima semana | la semana siguiente",
    "la siguiente semana | la semana entrante | la otra semana | la semana que sigue | la que viene | la proxima",
  ].join("|"),
);
const WEEK_AFTER_NEXT = phrases(
  [
    "la semana que viene no la otra | la semana siguiente a la que viene | la que viene no la otra",
    "la proxima semana no la otra | la subsiguiente | la semana subsiguiente",
  ].join("|"),
);
const THIS_WEEK = phrases("esta semana | esta misma semana");

const BEFORE_NUMBER = phrases("el dia | el | dia | al | al dia | para el dia | para el | que es | que es el");
const ORDINAL_MARK = phrases("º | ro | er");
const FIRST = phrases("primero | primer dia");
const LAST = phrases("el ultimo | ultimo");
const NTH_ARTICLE = phrases("el");
const NTH = new Map([
  ["primer", 1],
  ["primero", 1],
  ["segundo", 2],
  ["tercer", 3],
  ["tercero", 3],
  ["cuarto", 4],
]);
const WEEK_OF = phrases("la semana | semana");
const OF_THE = phrases("del | del dia");
const FEAST_ARTICLE = phrases("el dia de | el | dia de | la");
const FEASTS = new Map<string, [number, number]>([
  ["nochebuena", [24, 12]],
  ["navidad", [25, 12]],
  ["nochevieja", [31, 12]],
  ["reyes", [6, 1]],
]);
const YEAR_END = phrases("fin de ano | final de ano | fin del ano");
const NEW_YEAR = phrases("ano nuevo");

/** One day, or days, as Spanish speakers name them. */
export function parseDayEs(cursor: Cursor): DayMeaning | undefined {
  return (
    cursor.attempt(relativeDay) ??
    cursor.attempt(weekday) ??
    cursor.attempt(parseSpanEs) ??
    cursor.attempt(weekOfDate) ??
    cursor.attempt(nthWeekday) ??
    cursor.attempt(date) ??
    cursor.attempt(feast)
  );
}

/** "De hoy en ocho" is the same weekday of next week, "en quince" that of the week after: both count today. */
function relativeDay(cursor: Cursor): DayMeaning | undefined {
  if (cursor.has(PAST)) return { kind: "past" };
  if (cursor.has(NOW)) return { kind: "offset", days: 0 };
  const isCounted = cursor.has(FROM);
  const days = cursor.has(TODAY) ? 0 : cursor.has(DAY_AFTER) ? 2 : cursor.has(TOMORROW) ? 1 : undefined;
  if (days === undefined) return undefined;
  const plusDays = daysMore(cursor);
  if (plusDays > 0) return { kind: "offset", days: days + plusDays };
  // "El jueves de mañana" is Thursday morning in Argentina.
  if (isCounted) return undefined;
  const also = cursor.attempt(apposition);
  return also ? { kind: "offset", days, also } : { kind: "offset", days };
}

function daysMore(cursor: Cursor): number {
  if (cursor.has(IN_EIGHT)) return 7;
  return cursor.has(IN_FIFTEEN) ? 14 : 0;
}

/** "Mañana, sábado 21 de noviembre". */
function apposition(cursor: Cursor): DayMeaning | undefined {
  const dated = cursor.attempt(date);
  if (dated) return dated;
  cursor.has(ARTICLE);
  const named = cursor.takeOf(WEEKDAYS);
  if (named === undefined) return undefined;
  return (
    cursor.attempt((rest) => numberAfter(rest, named)) ?? {
      kind: "weekday",
      weekday: named,
      which: "plain",
      plusDays: 0,
    }
  );
}

function weekday(cursor: Cursor): DayMeaning | undefined {
  const every = cursor.attempt((rest) => (rest.has(PLURAL) ? rest.takeOf(WEEKDAYS) : undefined));
  if (every !== undefined) return { kind: "every", weekdays: [every] };
  const isThis = cursor.peek() === "este" || cursor.peek() === "ese";
  const isOther = cursor.has(OTHER);
  if (!isOther) cursor.has(ARTICLE);
  const isNext = cursor.has(NEXT_BEFORE);
  const named = cursor.takeOf(WEEKDAYS);
  if (named === undefined) return undefined;
  if (cursor.has(PAST_AFTER)) return { kind: "past" };
  const numbered = cursor.attempt((rest) => numberAfter(rest, named));
  if (numbered) return numbered;
  const week = cursor.attempt(weekOf);
  if (week !== undefined) return { kind: "weekday_of_week", weekday: named, week };
  const plusDays = daysMore(cursor);
  const isNextAfter = cursor.has(NEXT_AFTER);
  // "El lunes que viene no, el siguiente".
  if ((isNext || isNextAfter) && cursor.has(NOT_THAT_ONE))
    return { kind: "weekday", weekday: named, which: "plain", plusDays: 7 };
  const which = isOther ? "other" : isNext || isNextAfter ? "next" : isThis ? "this" : "plain";
  return { kind: "weekday", weekday: named, which, plusDays };
}

function weekOf(cursor: Cursor): number | undefined {
  const article = cursor.has(OF);
  if (article && cursor.has(WEEK_AFTER_NEXT)) return 2;
  if (article && cursor.has(NEXT_WEEK)) return 1;
  return cursor.has(THIS_WEEK) ? 0 : undefined;
}

/** "30", "30 de noviembre", after its weekday. */
function numberAfter(cursor: Cursor, weekday: number): DayMeaning | undefined {
  cursor.has(BEFORE_NUMBER);
  const written = writtenDate(cursor, "day_first");
  if (written) return { ...written, weekday };
  const day = dayNumber(cursor);
  if (day === undefined) return undefined;
  const month = cursor.attempt(ofMonth) ?? null;
  // "El jueves cinco y media", "el jueves 5 de la tarde": an hour.
  return month === null && (day > 31 || isHour(cursor)) ? undefined : { kind: "date", day, month, weekday };
}

function isHour(cursor: Cursor): boolean {
  const [word, next] = [cursor.peek(), cursor.peek(1)];
  if (word === "y") return next === "media" || next === "cuarto" || next === "pico";
  if (word === "de") return next === "la";
  return (
    word === "am" || word === "pm" || word === "hs" || word === "horas" || word === "menos" || word === "para"
  );
}

/** "El 45 de mayo" is a date that does not exist. */
const LARGEST_NUMBER = 99;

function dayNumber(cursor: Cursor): number | undefined {
  if (cursor.has(FIRST)) return 1;
  const day = readCardinal(cursor, "es");
  cursor.has(ORDINAL_MARK);
  return day !== undefined && day >= 1 && day <= LARGEST_NUMBER ? day : undefined;
}

/** A number is a day when an article or a month says so: "el quince", "26 de noviembre", "26/11". */
function date(cursor: Cursor): DayMeaning | undefined {
  const isNamed = cursor.has(BEFORE_NUMBER) || cursor.has(OF_THE);
  const written = writtenDate(cursor, "day_first");
  if (written) return written;
  const day = dayNumber(cursor);
  if (day === undefined) return undefined;
  const month = cursor.attempt(ofMonth) ?? null;
  if (month === null && (!isNamed || day > 31 || isHour(cursor))) return undefined;
  return { kind: "date", day, month, weekday: null };
}

/** "La semana del 7", "la semana del lunes 30". */
function weekOfDate(cursor: Cursor): DayMeaning | undefined {
  if (!cursor.has(WEEK_OF)) return undefined;
  const day = cursor.attempt(date) ?? cursor.attempt((rest) => (rest.has(OF) ? weekday(rest) : undefined));
  return day && { kind: "week_of", day };
}

/** "El primer lunes de diciembre", "el último viernes del mes". */
function nthWeekday(cursor: Cursor): DayMeaning | undefined {
  const isLast = cursor.has(LAST);
  if (!isLast) cursor.has(NTH_ARTICLE);
  const nth = isLast ? -1 : cursor.takeOf(NTH);
  const named = cursor.takeOf(WEEKDAYS);
  const month = nth === undefined || named === undefined ? undefined : ofMonth(cursor);
  if (nth === undefined || named === undefined || month === undefined) return undefined;
  return { kind: "nth_weekday", nth, weekday: named, month };
}

function feast(cursor: Cursor): DayMeaning | undefined {
  cursor.has(FEAST_ARTICLE);
  const named = cursor.has(YEAR_END) ? [31, 12] : cursor.has(NEW_YEAR) ? [1, 1] : cursor.takeOf(FEASTS);
  const [day, month] = named ?? [];
  if (day === undefined || month === undefined) return undefined;
  return { kind: "date", day, month: { month, year: null }, weekday: null };
}
