/** `offset` months from this one, or a month by its number, 1 to 12. */
export type MonthMeaning = { offset: number } | { month: number; year: number | null };
export type Part = "whole" | "early" | "middle" | "late";
/** Of a month also its weeks, counted from its first day, and its halves. */
export type MonthPart = Part | "week_1" | "week_2" | "week_3" | "last_week" | "first_half" | "second_half";

/** What somebody said of a day, before the calendar is asked. Weekdays are 1 Monday … 7 Sunday. */
export type DayMeaning =
  | { kind: "offset"; days: number; also?: DayMeaning }
  | { kind: "months"; months: number }
  | { kind: "weekday"; weekday: number; which: "plain" | "this" | "next" | "other"; plusDays: number }
  | { kind: "weekday_of_week"; weekday: number; week: number }
  | { kind: "date"; day: number; month: MonthMeaning | null; weekday: number | null }
  | { kind: "nth_weekday"; nth: number; weekday: number; month: MonthMeaning }
  | { kind: "week"; week: number; part: Part; weeks?: number }
  | { kind: "week_of"; day: DayMeaning }
  | { kind: "weekend"; which: "plain" | "next" }
  | { kind: "month"; month: MonthMeaning; part: MonthPart }
  | { kind: "some"; fromDays: number; toDays: number }
  | { kind: "every"; weekdays: number[] }
  | { kind: "any" }
  | { kind: "past" };
