import type { DayMeaning } from "./day-meaning";
import type { Grammar } from "./grammar";
import type { Clock, TimeMeaning, WindowName } from "./time-meaning";
import { Cursor, type Phrases } from "./words";
import type { WrittenOrder } from "./written-date";

type Bound = "at" | "before" | "after" | "from" | "until" | "except";

export type DayPiece = { op: Bound; day: DayMeaning } | { op: "range"; day: DayMeaning; end: DayMeaning };

export type TimePiece =
  | { op: Bound; clock: Clock }
  | { op: Bound; window: WindowName }
  | { op: "range"; clock: Clock; end: Clock }
  | { op: "vague"; clock: Clock };

/** `order`: what comes first in `11/12` where it is said. */
type Reading = Grammar & { order: WrittenOrder };

export interface Pieces {
  days: DayPiece[];
  times: TimePiece[];
  /** Words that they were made of. */
  wordCount: number;
}

/** What a text says of days and times, in order; words that say nothing of them are passed over. */
export function findPieces(words: readonly string[], grammar: Reading): Pieces {
  const cursor = new Cursor(words);
  const pieces: Pieces = { days: [], times: [], wordCount: 0 };
  let isCorrected = false;
  let isMoving = false;
  while (!cursor.isAtEnd) {
    if (cursor.has(grammar.ignored)) continue;
    isMoving ||= cursor.has(grammar.moving);
    const start = cursor.at;
    const found = findPiece(cursor, grammar);
    pieces.wordCount += found ? cursor.at - start : 0;
    if (found) {
      add(pieces, isMoving ? moved(found) : found, isCorrected);
      isCorrected = false;
    } else if (cursor.has(grammar.correction)) isCorrected = true;
    else cursor.skip();
  }
  return pieces;
}

interface Found {
  day?: DayPiece;
  time?: TimePiece;
}

/** "Move it from Thursday to Friday": Friday is wished for. */
function moved(found: Found): Found {
  return found.day?.op === "range" ? { day: { op: "at", day: found.day.end } } : found;
}

/** "The Thursday, no, rather Friday": what comes after a correction stands for what came before. */
function add(pieces: Pieces, { day, time }: Found, isCorrected: boolean): void {
  if (day) {
    if (isCorrected && day.op !== "except")
      pieces.days = pieces.days.filter((piece) => piece.op === "except");
    pieces.days.push(day);
  }
  if (time) {
    if (isCorrected) pieces.times = pieces.times.filter((piece) => "window" in piece && !("window" in time));
    pieces.times.push(time);
  }
}

function findPiece(cursor: Cursor, grammar: Reading): Found | undefined {
  if (cursor.has(grammar.workdays))
    return { day: { op: "at", day: { kind: "every", weekdays: [1, 2, 3, 4, 5] } } };
  const window = grammar.todayPart(cursor);
  if (window) return { day: { op: "at", day: { kind: "offset", days: 0 } }, time: { op: "at", window } };
  return (
    cursor.attempt((rest) => dayRange(rest, grammar)) ??
    cursor.attempt((rest) => startedRange(rest, grammar)) ??
    cursor.attempt((rest) => hourRange(rest, grammar)) ??
    cursor.attempt((rest) => plain(rest, grammar)) ??
    cursor.attempt((rest) => bounded(rest, grammar))
  );
}

/** "De cuatro a seis", "entre las cuatro y media y las seis". */
function startedRange(cursor: Cursor, grammar: Reading): Found | undefined {
  return cursor.has(grammar.rangeStart) ? clockRange(cursor, grammar, grammar.rangeJoin) : undefined;
}

/** "Nine to eleven", but not "ten to eleven", which is one time. */
function hourRange(cursor: Cursor, grammar: Reading): Found | undefined {
  const timeLength = cursor.lengthOf(grammar.time);
  const rangeLength = cursor.lengthOf((rest) => clockRange(rest, grammar, grammar.hourJoin));
  return rangeLength > timeLength ? clockRange(cursor, grammar, grammar.hourJoin) : undefined;
}

function clockRange(cursor: Cursor, grammar: Reading, join: Phrases): Found | undefined {
  const ends =
    cursor.attempt((rest) => clockPair(rest, grammar, { join, isShort: false })) ??
    cursor.attempt((rest) => clockPair(rest, grammar, { join, isShort: true }));
  return ends && { time: { op: "range", ...ends } };
}

function clockPair(
  cursor: Cursor,
  grammar: Reading,
  { join, isShort }: { join: Phrases; isShort: boolean },
): { clock: Clock; end: Clock } | undefined {
  const clock = grammar.clock(cursor, { isBare: true, isShort });
  if (!clock || !cursor.has(join)) return undefined;
  const end = grammar.clock(cursor, { isBare: true, isShort: false });
  return end && !cursor.has(grammar.units) ? { clock, end } : undefined;
}

function dayRange(cursor: Cursor, grammar: Reading): Found | undefined {
  // "Tuesday to Thursday" begins with nothing.
  const join = cursor.has(grammar.rangeStart) ? grammar.rangeJoin : grammar.hourJoin;
  const day = grammar.day(cursor, grammar.order);
  if (!day || !cursor.has(join)) return undefined;
  const end = grammar.day(cursor, grammar.order);
  return end && { day: { op: "range", day, end } };
}

/** A day or a time, whichever takes more words: "early next week" is no early hour, "pasado el mediodía" no day after tomorrow. */
function plain(cursor: Cursor, grammar: Reading): Found | undefined {
  const dayLength = cursor.lengthOf((rest) => grammar.day(rest, grammar.order));
  const timeLength = cursor.lengthOf(grammar.time);
  if (dayLength === 0 && timeLength === 0) return undefined;
  if (timeLength >= dayLength) {
    const time = grammar.time(cursor);
    return time && { time: timePiece(time, operatorAfter(cursor, grammar)) };
  }
  const day = grammar.day(cursor, grammar.order);
  return day && { day: { op: operatorAfter(cursor, grammar), day } };
}

/** "Del lunes en adelante", "el lunes no puedo". */
function operatorAfter(cursor: Cursor, grammar: Reading): Bound {
  if (cursor.has(grammar.onwards)) return "from";
  if (cursor.has(grammar.noQuestion)) return "at";
  // "El lunes no antes de las diez": what is refused is not Monday.
  const isBound =
    cursor.lengthOf((rest) => operatorBefore(rest, grammar)) >
    cursor.lengthOf((rest) => rest.take(grammar.no));
  return !isBound && cursor.has(grammar.no) ? "except" : "at";
}

function timePiece(time: TimeMeaning, op: Bound): TimePiece {
  if (time.kind === "vague") return { op: "vague", clock: time.clock };
  if (time.kind === "window") return { op, window: time.name };
  const { kind: _, ...clock } = time;
  return { op, clock };
}

function bounded(cursor: Cursor, grammar: Reading): Found | undefined {
  const op = operatorBefore(cursor, grammar);
  if (op === undefined) return undefined;
  const time = cursor.attempt(grammar.time);
  if (time) return { time: timePiece(time, onlyOnwards(cursor, grammar, op)) };
  const day = cursor.attempt((rest) => grammar.day(rest, grammar.order));
  if (day) return { day: { op: onlyOnwards(cursor, grammar, op), day } };
  const clock = op === "except" ? undefined : grammar.clock(cursor, { isBare: true, isShort: false });
  return clock && !cursor.has(grammar.units) ? { time: { op, clock } } : undefined;
}

/** "De las cinco en adelante": "de" alone bounds nothing. */
function onlyOnwards(cursor: Cursor, grammar: Reading, op: Bound): Bound {
  return cursor.has(grammar.onwards) ? "from" : op;
}

function operatorBefore(cursor: Cursor, grammar: Reading): Bound | undefined {
  if (cursor.has(grammar.before)) return "before";
  if (cursor.has(grammar.after)) return "after";
  if (cursor.has(grammar.from)) return "from";
  if (cursor.has(grammar.until)) return "until";
  return cursor.has(grammar.except) ? "except" : undefined;
}
