import type { DayMeaning, MonthPart, Part } from "./day-meaning";
import { ofMonth, wholeMonth } from "./month-es";
import { readCardinal } from "./numerals";
import { type Cursor, phrases } from "./words";

const PAST = phrases("la semana pasada | el mes pasado | el ano pasado");
const THIS_WEEK = phrases("esta semana | esta misma semana | lo que queda de semana | esta semana misma");
const NEXT_WEEK = phrases(
  [
    "la semana que viene | la semana que entra | la semana proxima | la proxima semana | la semana siguiente",
    "la siguiente semana | la semana entrante | la otra semana | la semana que sigue | semana que viene",
    "proxima semana | semana entrante | semana siguiente | semana proxima",
  ].join("|"),
);
const WEEK_AFTER_NEXT = phrases(
  [
    "la semana que viene no la otra | la semana siguiente a la que viene | la semana que viene no la siguiente",
    "la proxima semana no la otra | la semana subsiguiente | la otra semana no la que viene",
  ].join("|"),
);
const OR_NEXT = phrases("o la que viene | o la otra | o la proxima | o la siguiente | y la que viene");
const WEEK_PARTS: [Part, ReturnType<typeof phrases>][] = [
  [
    "early",
    phrases(
      "a principios de | principios de | a comienzos de | a primeros de | al principio de | a inicios de",
    ),
  ],
  ["middle", phrases("a mediados de | mediados de | a mitad de | mitad de")],
  [
    "late",
    phrases(
      "a finales de | finales de | fines de | a fines de | al final de | a final de | a fin de | a ultimos de",
    ),
  ],
];
const MONTH_PARTS: [MonthPart, ReturnType<typeof phrases>][] = [
  [
    "early",
    phrases(
      [
        "a principios | principios | a principio | principio | a comienzos | comienzos | a primeros | primeros",
        "a inicios | inicios | al inicio | al principio | los primeros dias",
      ].join("|"),
    ),
  ],
  ["middle", phrases("a mediados | mediados | a mitad | mitad | hacia mitad | hacia mediados")],
  [
    "late",
    phrases(
      [
        "a finales | finales | a fines | fines | a final | al final | final | a fin | fin | a ultimos | ultimos",
        "los ultimos dias | hacia finales",
      ].join("|"),
    ),
  ],
];
const MONTH_WEEKS: [MonthPart, ReturnType<typeof phrases>][] = [
  ["week_1", phrases("la primera semana | primera semana")],
  ["week_2", phrases("la segunda semana | segunda semana")],
  ["week_3", phrases("la tercera semana | tercera semana")],
  ["last_week", phrases("la ultima semana | ultima semana | la cuarta semana")],
  ["first_half", phrases("la primera quincena | primera quincena | la primera mitad")],
  ["second_half", phrases("la segunda quincena | segunda quincena | la segunda mitad")],
];
const WEEK = phrases("semana | la semana | esta semana");
const WORKDAYS = phrases(
  "entre semana | dias de semana | dias laborables | dias habiles | dia de semana | dia laborable",
);
const WEEKEND = phrases("fin de semana | finde semana | finde | fines de semana");
const WEEKEND_ARTICLE = phrases("este | ese | el | los | un | al");
const NEXT_BEFORE = phrases("proximo | siguiente | otro");
const NEXT_AFTER = phrases("que viene | que entra | que sigue | proximo | siguiente | entrante");
const WITHIN = phrases("dentro de | en | de aqui a | de aca a | como en | a");
const COMING = phrases("los proximos | las proximas | los siguientes | las siguientes");
const DAYS = phrases("dia | dias");
const WEEKS = phrases("semana | semanas");
const MONTHS = phrases("mes | meses");
const COUPLE = phrases("un par de | par de");
const SOME = phrases("unos | unas | algunos | algunas | pocos | pocas");
const HALF_MONTH = phrases("una quincena | quincena | la quincena");
const HALF_YEAR = phrases("medio ano");
const ANY = phrases(
  [
    "cualquier dia | el dia que sea | un dia cualquiera | cuando sea | cuando quiera | cuando pueda | cuando puedan",
    "cuando haya | cualquier momento | cualquier fecha | la fecha que sea | me da igual | me da lo mismo | cualquiera",
    "lo antes posible | cuanto antes | lo mas pronto | lo mas rapido | lo antes | a la brevedad | el primer hueco",
    "la primera cita | el primer turno | el primer espacio | la mas proxima | la proxima disponible | todos los dias",
    "en cuanto pueda | en cuanto puedan | en cuanto haya | la primera disponible | los proximos dias | estos dias | pronto | el dia que haya | cuando tengan | cuando tenga",
    "da igual | es igual | la primera hora libre | lo mas cercano | el mas cercano | la mas cercana",
  ].join("|"),
);

/** More than a day, and what is counted from today, in Spanish. */
export function parseSpanEs(cursor: Cursor): DayMeaning | undefined {
  if (cursor.has(PAST)) return { kind: "past" };
  if (cursor.has(WORKDAYS)) return { kind: "every", weekdays: [1, 2, 3, 4, 5] };
  return (
    cursor.attempt(weekend) ??
    cursor.attempt(partOfWeek) ??
    cursor.attempt(week) ??
    cursor.attempt(partOfMonth) ??
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
  if (number === undefined) return undefined;
  return { kind: "week", week: number, part: "whole", weeks: cursor.has(OR_NEXT) ? 2 : 1 };
}

function partOfWeek(cursor: Cursor): DayMeaning | undefined {
  const part = WEEK_PARTS.find(([, list]) => cursor.has(list))?.[0];
  if (part === undefined) return undefined;
  const number = weekNumber(cursor) ?? (cursor.has(WEEK) ? 0 : undefined);
  return number === undefined ? undefined : { kind: "week", week: number, part };
}

function weekend(cursor: Cursor): DayMeaning | undefined {
  cursor.has(WEEKEND_ARTICLE);
  const isNext = cursor.has(NEXT_BEFORE);
  if (!cursor.has(WEEKEND)) return undefined;
  return { kind: "weekend", which: cursor.has(NEXT_AFTER) || isNext ? "next" : "plain" };
}

function partOfMonth(cursor: Cursor): DayMeaning | undefined {
  const part = [...MONTH_PARTS, ...MONTH_WEEKS].find(([, list]) => cursor.has(list))?.[0];
  const month = part === undefined ? undefined : ofMonth(cursor);
  return part === undefined || month === undefined ? undefined : { kind: "month", month, part };
}

function month(cursor: Cursor): DayMeaning | undefined {
  const named = wholeMonth(cursor);
  return named === undefined ? undefined : { kind: "month", month: named, part: "whole" };
}

/**
 * "En quince días" is said of two weeks and "en ocho días" of one, today counted, in Spain and America alike: the same weekday, 14 and
 * 7 days from now.
 */
function within(cursor: Cursor): DayMeaning | undefined {
  const said = cursor.take(WITHIN);
  if (said === undefined) return undefined;
  if (cursor.has(COMING)) return comingTime(cursor);
  if (cursor.has(HALF_MONTH)) return { kind: "offset", days: 14 };
  if (cursor.has(HALF_YEAR)) return { kind: "months", months: 6 };
  if (cursor.has(SOME)) return someTime(cursor);
  const count = cursor.has(COUPLE) ? 2 : readCardinal(cursor, "es");
  if (count === undefined || count > 999) return undefined;
  if (cursor.has(DAYS)) return { kind: "offset", days: count === 15 ? 14 : count === 8 ? 7 : count };
  if (cursor.has(WEEKS)) return { kind: "offset", days: count * 7 };
  return cursor.has(MONTHS) ? { kind: "months", months: count } : undefined;
}

/** "En los próximos diez días": any of them. */
function comingTime(cursor: Cursor): DayMeaning | undefined {
  const count = readCardinal(cursor, "es");
  if (count === undefined || count > 99) return undefined;
  if (cursor.has(DAYS)) return { kind: "some", fromDays: 0, toDays: count };
  return cursor.has(WEEKS) ? { kind: "some", fromDays: 0, toDays: count * 7 } : undefined;
}

function someTime(cursor: Cursor): DayMeaning | undefined {
  if (cursor.has(DAYS)) return { kind: "some", fromDays: 2, toDays: 7 };
  if (cursor.has(WEEKS)) return { kind: "some", fromDays: 14, toDays: 28 };
  return cursor.has(MONTHS) ? { kind: "some", fromDays: 60, toDays: 120 } : undefined;
}
