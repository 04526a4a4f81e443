import { shiftDay } from "@/lib/agenda/rules";
import type { Language } from "@/lib/vocabulary";
import type { DayMeaning } from "./day-meaning";
import {
  type DayProblem,
  isProblem,
  OPEN_DAYS,
  resolveDay,
  type Span,
  unite,
  weekdaysIn,
} from "./resolve-day";
import { type Day, earlierDay, laterDay, weekdayNumber } from "./days";
import type { DayPiece } from "./wish-pieces";

/** "After Tuesday", "from the 15th on": as far as this. */
const ONWARDS_DAYS = 13;

/** The days that all pieces together mean; the next month or so when none names any. */
export function resolveDays(pieces: DayPiece[], today: Day, language: Language): Span | DayProblem {
  const within: Named[] = [];
  let first: Day = today;
  let last: Day | undefined;
  let refused: number[] = [];
  for (const piece of completed(pieces)) {
    const isListed = pieces.length > 1 && plainWeekday(piece) !== undefined;
    const isLast = piece.op === "before" || isListed;
    const found = settled(resolvePiece(piece, today, language), isLast);
    if (isProblem(found)) {
      // Nobody is asked which Thursday cannot be.
      if (piece.op !== "except" || piece.day.kind !== "weekday") return found;
      refused = [...refused, piece.day.weekday];
    } else if (piece.op === "except") refused = [...refused, ...weekdaysIn(found)];
    else if (piece.op === "before") last = earlierDay(last ?? found.to, dayBefore(piece.day, found));
    else if (piece.op === "until") last = earlierDay(last ?? found.to, found.to);
    else if (piece.op === "after") first = laterDay(first, shiftDay(found.to, 1));
    else if (piece.op === "from") first = laterDay(first, found.from);
    else if (piece.op === "range" || piece.day.kind !== "any")
      within.push({ ...found, isEvery: piece.day.kind === "every" });
  }
  const open: Span = {
    from: first,
    to: last ?? shiftDay(first, first === today ? OPEN_DAYS : ONWARDS_DAYS),
    weekdays: null,
  };
  const [one, ...more] = within;
  const united = one ? together(one, more) : open;
  return limited(united, { first, last, refused });
}

/**
 * Nothing is before today: "before Friday" said on a Friday is before the next one, and so is the Friday of "Monday, Wednesday or
 * Friday".
 */
function settled(found: Span | DayProblem, isLast: boolean): Span | DayProblem {
  const last = "problem" in found && found.problem === "which_day" ? found.days.at(-1) : undefined;
  return isLast && last !== undefined ? { from: last, to: last, weekdays: null } : found;
}

/** "Antes de fin de mes" reaches to its last day; "before Friday" to Thursday. */
function dayBefore(meaning: DayMeaning, span: Span): Day {
  return meaning.kind === "month" && meaning.part === "late" ? span.to : shiftDay(span.from, -1);
}

function resolvePiece(piece: DayPiece, today: Day, language: Language): Span | DayProblem {
  const start = resolveDay(piece.day, today, language);
  if (piece.op !== "range" || isProblem(start)) return start;
  const end = resolveDay(piece.end, today, language);
  // "Between Friday and Tuesday": the Tuesday that follows.
  const following =
    !isProblem(end) && end.to < start.from ? resolveDay(piece.end, start.from, language) : end;
  if (isProblem(following)) return following;
  return { from: start.from, to: laterDay(start.from, following.to), weekdays: null };
}

type Named = Span & { isEvery: boolean };

/** All days that are named. "Los martes" beside a longer stretch says which of its days: "los martes de diciembre". */
function together(first: Named, more: Named[]): Span {
  const all = [first, ...more];
  const every = all.filter(({ isEvery }) => isEvery);
  const [stretch, another] = all.filter(({ isEvery }) => !isEvery);
  if (every.length > 0 && stretch && !another && stretch.from !== stretch.to)
    return { ...stretch, weekdays: every.flatMap((one) => weekdaysIn(one)) };
  return more.reduce<Span>(unite, first);
}

/** "El 3 o el 4 de diciembre", "el lunes o el martes de la semana que viene": month and week are said once. */
function completed(pieces: DayPiece[]): DayPiece[] {
  let month: Extract<DayMeaning, { kind: "date" }>["month"] = null;
  let week: number | undefined;
  const inherit = (meaning: DayMeaning): DayMeaning => {
    if (meaning.kind === "weekday_of_week") week = meaning.week;
    if (
      meaning.kind === "weekday" &&
      meaning.which === "plain" &&
      meaning.plusDays === 0 &&
      week !== undefined
    )
      return { kind: "weekday_of_week", weekday: meaning.weekday, week };
    if (meaning.kind !== "date") return meaning;
    month = meaning.month ?? month;
    return { ...meaning, month };
  };
  return withWeekdays(pieces)
    .toReversed()
    .map((piece) => {
      if (piece.op !== "range") return { ...piece, day: inherit(piece.day) };
      const end = inherit(piece.end);
      return { ...piece, end, day: inherit(piece.day) };
    })
    .toReversed();
}

/** "Los lunes, miércoles y viernes": all of them are any of their kind. */
function withWeekdays(pieces: DayPiece[]): DayPiece[] {
  const isEvery = pieces[0]?.op === "at" && pieces[0].day.kind === "every";
  return pieces.map((piece) => {
    const weekday = isEvery ? plainWeekday(piece) : undefined;
    return weekday === undefined ? piece : { op: "at", day: { kind: "every", weekdays: [weekday] } };
  });
}

/** The weekday of "el lunes" and nothing more. */
function plainWeekday({ op, day }: DayPiece): number | undefined {
  const isPlain = op === "at" && day.kind === "weekday" && day.which === "plain" && day.plusDays === 0;
  return isPlain ? day.weekday : undefined;
}

function limited(
  span: Span,
  { first, last, refused }: { first: Day; last: Day | undefined; refused: number[] },
): Span | DayProblem {
  const from = laterDay(span.from, first);
  const to = last === undefined ? span.to : earlierDay(span.to, last);
  if (to < from) return { problem: "past" };
  const said = weekdaysIn({ from, to, weekdays: span.weekdays });
  const weekdays = said.filter((weekday) => !refused.includes(weekday)).sort((a, b) => a - b);
  const days = weekdays.length === 0 ? undefined : trimmed(from, to, weekdays);
  return days ?? { problem: "past" };
}

/** Begins and ends on days that are meant; undefined when there is none. */
function trimmed(from: Day, to: Day, weekdays: number[]): Span | undefined {
  const isMeant = (day: Day) => weekdays.includes(weekdayNumber(day));
  let [first, last] = [from, to];
  while (first <= last && !isMeant(first)) first = shiftDay(first, 1);
  while (last > first && !isMeant(last)) last = shiftDay(last, -1);
  if (first > last) return undefined;
  const within = weekdaysIn({ from: first, to: last, weekdays: null });
  return { from: first, to: last, weekdays: within.every((day) => weekdays.includes(day)) ? null : weekdays };
}
