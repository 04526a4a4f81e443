import type { Clock } from "./time-meaning";
import type { Cursor } from "./words";

/** `17:30`, `17.30`, `09:05`, `0905`: a leading zero or an hour past noon leaves no doubt of which half of the day. */
export function writtenTime(cursor: Cursor): Pick<Clock, "hour" | "minute" | "isExact"> | undefined {
  const word = cursor.peek() ?? "";
  const parts = /^(\d{1,2})[:.](\d{2})(?::\d{2})?$/.exec(word) ?? /^(0\d)(\d{2})$/.exec(word);
  const [hour, minute] = [Number(parts?.[1]), Number(parts?.[2])];
  if (!parts || hour > 24 || minute > 59) return undefined;
  cursor.skip();
  return { hour, minute, isExact: word.startsWith("0") || hour > 12 };
}
