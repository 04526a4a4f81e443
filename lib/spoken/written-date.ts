import type { DayMeaning } from "./day-meaning";
import type { Cursor } from "./words";

export type WrittenOrder = "day_first" | "month_first";
type WrittenDate = Extract<DayMeaning, { kind: "date" }>;

/** `26/11`, `26-11-2026`, `2026-11-26`; with dots only when there is a year, because `10.30` is an hour. */
export function writtenDate(cursor: Cursor, order: WrittenOrder): WrittenDate | undefined {
  const word = cursor.peek() ?? "";
  const parts = word.split(/[/.-]/).map(Number);
  const [first, second, third] = parts;
  const isDate =
    /^\d{1,2}[/-]\d{1,2}$/.test(word) ||
    /^(\d{1,2}([/.-])\d{1,2}\2(\d{4}|\d{2})|\d{4}-\d{2}-\d{2})$/.test(word);
  if (!isDate || first === undefined || second === undefined) return undefined;
  cursor.skip();
  if (first > 99 && third !== undefined) return dated(third, second, first);
  const year = third === undefined ? null : third < 100 ? 2000 + third : third;
  // What cannot be a month is a day, whichever comes first.
  const isDayFirst = order === "day_first" ? second <= 12 : first > 12;
  return isDayFirst ? dated(first, second, year) : dated(second, first, year);
}

function dated(day: number, month: number, year: number | null): WrittenDate {
  return { kind: "date", day, month: { month, year }, weekday: null };
}
