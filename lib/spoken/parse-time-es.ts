import { readCardinal } from "./numerals";
import type { Clock, DayPart, TimeMeaning, WindowName } from "./time-meaning";
import { WINDOWS_ES } from "./windows-es";
import { type Cursor, phrases, type Phrases } from "./words";
import { writtenTime } from "./written-time";

const PARTS: [DayPart, Phrases][] = [
  [
    "morning",
    phrases(
      "de la manana | de la mananita | por la manana | en la manana | a la manana | de la man | dela manana",
    ),
  ],
  [
    "afternoon",
    phrases("de la tarde | de la tardecita | por la tarde | en la tarde | a la tarde | dela tarde"),
  ],
  ["night", phrases("de la noche | por la noche | en la noche | a la noche | dela noche")],
  ["dawn", phrases("de la madrugada | de madrugada | por la madrugada | en la madrugada")],
  ["noon", phrases("del mediodia | de mediodia | del medio dia | al mediodia")],
  ["am", phrases("am | a m")],
  ["pm", phrases("pm | p m")],
];

const ABOUT = phrases(
  [
    "a eso de | alrededor de | cerca de | mas o menos a | aproximadamente a | por ahi de | por ahi a | por ahi | tipo",
    "sobre | hacia | como a | como | mas o menos sobre | a partir de mas o menos | mas o menos | a aproximadamente",
    "aproximadamente | por alli a | a como",
  ].join("|"),
);
const ABOUT_AFTER = phrases(
  "mas o menos | aproximadamente | por ahi | o por ahi | o asi | aprox | poco mas o menos",
);
const THE = phrases("a las | a la | las | la | para las | para la | a los");
const HALF = phrases("y media | i media | media");
const QUARTER = phrases("y cuarto | y un cuarto");
const QUARTER_TO = phrases("menos cuarto | menos un cuarto");
const MINUS = phrases("menos");
const AND = phrases("y | con");
const MINUTES = phrases("minutos | minuto");
const SHARP = phrases("en punto | clavadas | exactas | exactamente");
const HOURS = phrases("horas | hora | hs | h | hrs");
const SPELL = phrases("hora | horas");
const VAGUE = phrases("y pico | y algo | y tantos | y tantas | y poco | y piquito");
const TO_HOUR = phrases("para las | para la | pa las | pa la");
const LACKING = phrases("faltan | falta | faltando | a falta de");
const QUARTER_WORD = phrases("un cuarto | cuarto");

const TODAY_PARTS: [WindowName, Phrases][] = [
  ["morning", phrases("esta manana | esta misma manana")],
  ["afternoon", phrases("esta tarde | esta misma tarde")],
  ["night", phrases("esta noche | esta misma noche")],
  ["noon", phrases("este mediodia")],
];

/** "Esta tarde" is a day and a part of it. */
export function todayPartEs(cursor: Cursor): WindowName | undefined {
  return TODAY_PARTS.find(([, list]) => cursor.has(list))?.[0];
}

/** A time or a part of the day, as Spanish speakers name them. */
export function parseTimeEs(cursor: Cursor): TimeMeaning | undefined {
  return (
    cursor.attempt(vague) ??
    cursor.attempt((rest) => asMeaning(parseClockEs(rest))) ??
    cursor.attempt(timeWindow)
  );
}

function timeWindow(cursor: Cursor): TimeMeaning | undefined {
  const name = WINDOWS_ES.find(([, list]) => cursor.has(list))?.[0];
  return name === undefined ? undefined : { kind: "window", name };
}

function asMeaning(clock: Clock | undefined): TimeMeaning | undefined {
  return clock && { kind: "clock", ...clock };
}

function vague(cursor: Cursor): TimeMeaning | undefined {
  cursor.has(ABOUT);
  cursor.has(THE);
  const hour = hourEs(cursor);
  if (hour === undefined || !cursor.has(VAGUE)) return undefined;
  const part = partEs(cursor);
  return { kind: "vague", clock: { hour, minute: 0, part, isExact: false, isAbout: false } };
}

/**
 * "Las cinco y media de la tarde", "cuarto para las cinco", "17:30". `isBare`: a number alone is an hour, as in "de cuatro a seis".
 * `isShort`: what follows "y" is not its minutes, as in "entre cuatro y seis".
 */
export function parseClockEs(cursor: Cursor, { isBare = false, isShort = false } = {}): Clock | undefined {
  const isAbout = cursor.has(ABOUT);
  const clock =
    cursor.attempt(minutesToHour) ?? cursor.attempt((rest) => clockEs(rest, isBare || isAbout, isShort));
  return clock && { ...clock, isAbout: isAbout || cursor.has(ABOUT_AFTER) };
}

/** "Cuarto para las cinco", "faltan diez para las seis": of America. */
function minutesToHour(cursor: Cursor): Clock | undefined {
  cursor.has(ARTICLE_BEFORE);
  cursor.has(LACKING);
  const minutes = cursor.has(QUARTER_WORD) ? 15 : readCardinal(cursor, "es");
  if (minutes === undefined || minutes < 1 || minutes > 30) return undefined;
  cursor.has(MINUTES);
  if (!cursor.has(TO_HOUR)) return undefined;
  const hour = hourEs(cursor);
  return hour === undefined ? undefined : before(hour, minutes, partEs(cursor));
}
const ARTICLE_BEFORE = phrases("al | a las | a");

function before(hour: number, minutes: number, part: DayPart | null): Clock {
  // A quarter to one in the afternoon is a quarter of an hour before 13:00, and so after noon: 12:45 of that half.
  const earlier = hour === 1 ? 12 : hour - 1;
  // Before twelve at noon it is morning, before twelve at night it is night.
  const half = part === "noon" && hour === 12 ? "morning" : part === "night" && hour === 12 ? "pm" : part;
  const same = half === "morning" && hour === 1 ? "am" : half;
  return { hour: earlier, minute: 60 - minutes, part: same, isExact: false, isAbout: false };
}

function clockEs(cursor: Cursor, isBare: boolean, isShort: boolean): Clock | undefined {
  const hasArticle = cursor.has(THE);
  const written = writtenTime(cursor);
  if (written) {
    cursor.has(HOURS);
    return { ...written, part: partEs(cursor), isAbout: false };
  }
  const hour = hasArticle ? readCardinal(cursor, "es") : hourEs(cursor);
  // "A las 25" is an hour that does not exist.
  if (hour === undefined || hour > 99) return undefined;
  // "Dentro de dos horas" is no hour of the day.
  const isSpell = !hasArticle && hour < 13 && cursor.lengthOf((rest) => rest.take(SPELL)) > 0;
  const hasHours = !isSpell && cursor.has(HOURS);
  const minus = minutesLess(cursor);
  if (minus !== undefined) return { ...before(hour, minus, partEs(cursor)) };
  const minute = cursor.attempt((rest) => minutesMore(rest, isShort));
  const isSharp = cursor.has(SHARP);
  const hasHoursAfter = !isSpell && cursor.has(HOURS);
  const part = partEs(cursor);
  const isTime =
    hasArticle ||
    isBare ||
    hasHours ||
    hasHoursAfter ||
    isSharp ||
    part !== null ||
    (minute?.isWord ?? false);
  if (!isTime) return undefined;
  return { hour, minute: minute?.value ?? 0, part, isExact: false, isAbout: false };
}

function hourEs(cursor: Cursor): number | undefined {
  const hour = readCardinal(cursor, "es");
  return hour !== undefined && hour <= 24 ? hour : undefined;
}

function minutesLess(cursor: Cursor): number | undefined {
  if (cursor.has(QUARTER_TO)) return 15;
  return cursor.attempt((rest) => {
    if (!rest.has(MINUS)) return undefined;
    const minutes = readCardinal(rest, "es");
    rest.has(MINUTES);
    return minutes !== undefined && minutes >= 1 && minutes <= 30 ? minutes : undefined;
  });
}

/** `isWord`: "y media" and "y cuarto" are said of hours only. */
function minutesMore(cursor: Cursor, isShort: boolean): { value: number; isWord: boolean } | undefined {
  if (cursor.has(HALF)) return { value: 30, isWord: true };
  if (cursor.has(QUARTER)) return { value: 15, isWord: true };
  if (isShort) return undefined;
  const hasAnd = cursor.has(AND);
  const isZero = cursor.peek() === "cero";
  if (isZero) cursor.skip();
  const value = readCardinal(cursor, "es");
  const hasMinutes = cursor.has(MINUTES);
  if (value === undefined || value > 59) return undefined;
  // "Las cinco tres" are two numbers; "las cinco diez", "las cinco cero tres" one time.
  if (!hasAnd && !isZero && !hasMinutes && value < 10) return undefined;
  return { value, isWord: hasMinutes };
}

function partEs(cursor: Cursor): DayPart | null {
  return PARTS.find(([, list]) => cursor.has(list))?.[0] ?? null;
}
