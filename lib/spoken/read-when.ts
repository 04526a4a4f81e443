import { WEEKDAYS, type Language, type Weekday } from "@/lib/vocabulary";
import { tz } from "@date-fns/tz";
import { format } from "date-fns";
import { askDay, askPastTime, askTime, askWhen, askWhichTime } from "./asks";
import { isProblem } from "./resolve-day";
import { type Day, makeDay } from "./days";
import { GRAMMARS } from "./grammar";
import { clockOf, todayOf } from "./say";
import { clockText, minutesOf } from "./time-meaning";
import { type SpokenContext, understood, type Understood } from "./understood";
import { resolveDays } from "./wish-days";
import { findPieces, type Pieces } from "./wish-pieces";
import { resolveTimes, type TimeProblem } from "./wish-times";
import { wordsOf } from "./words";

/** A wish for a time, in the business's zone. */
export interface Wish {
  /** Days `YYYY-MM-DD`, both included; one day when they are the same. */
  from: string;
  to: string;
  /** Only these days of the week, when not all between are meant. */
  weekdays?: Weekday[];
  /** The time asked for, `HH:MM`. */
  time: string | null;
  /** A part of the day otherwise: beginning at `from` or later, and before `to`. */
  between: { from: string; to: string } | null;
}

export type WhenContext = SpokenContext & {
  /** `HH:MM` between which the business receives people: decides whether "at five" is in the afternoon. */
  opensAt?: string;
  closesAt?: string;
};

/**
 * Understands when somebody wants to come, as said in Spanish or English: `el jueves que viene por la tarde`, `de hoy en ocho a las
 * cinco y media`, `Thursday week at half five`, and ISO dates and times as programs write them.
 */
export function readWhen(text: string, context: WhenContext): Understood<Wish> {
  const iso = readIso(text, context);
  if (iso) return iso;
  const words = wordsOf(text);
  const languages: Language[] = context.language === "es" ? ["es", "en"] : ["en", "es"];
  const readings = languages.map((language) => {
    const order = language === "en" && context.country === "US" ? "month_first" : "day_first";
    return { language, pieces: findPieces(words, { ...GRAMMARS[language], order }) };
  });
  // Callers change languages, and agents translate: the one in which more of it means something.
  const best = readings.reduce((a, b) => (b.pieces.wordCount > a.pieces.wordCount ? b : a));
  if (best.pieces.wordCount > 0) return readPieces(best.pieces, best.language, context);
  return askWhen(context);
}

function readPieces(pieces: Pieces, language: Language, context: WhenContext): Understood<Wish> {
  const today = todayOf(context);
  const days = resolveDays(pieces.days, today, language);
  if (isProblem(days)) return askDay(days, context);
  const isToday = days.to === today;
  const times = resolveTimes(pieces.times, {
    opens: context.opensAt === undefined ? null : minutesOf(context.opensAt),
    closes: context.closesAt === undefined ? null : minutesOf(context.closesAt),
    country: context.country,
    nowMinutes: isToday ? minutesOf(clockOf(context.now, context.timeZone)) : null,
  });
  if ("problem" in times) return askTimeOf(times, context);
  return understood({
    from: days.from,
    to: days.to,
    ...(days.weekdays && { weekdays: days.weekdays.flatMap((weekday) => WEEKDAYS[weekday - 1] ?? []) }),
    time: times.time === null ? null : clockText(times.time),
    between: times.between && { from: clockText(times.between.from), to: clockText(times.between.to) },
  });
}

function askTimeOf(problem: TimeProblem, context: SpokenContext): Extract<Understood<never>, { ok: false }> {
  if (problem.problem === "which_time") return askWhichTime(problem.times, context);
  return problem.problem === "past_time" ? askPastTime(context) : askTime(context);
}

const ISO =
  /^\s*(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2})(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?\s*$/i;

/** `2026-11-26`, `2026-11-26T17:00`; with an offset it is an instant, and told by the business's clock. */
function readIso(text: string, context: SpokenContext): Understood<Wish> | undefined {
  const [whole, year, month, day, time, offset] = ISO.exec(text.slice(0, 100)) ?? [];
  if (whole === undefined) return undefined;
  const date = makeDay(Number(year), Number(month), Number(day));
  if (date === undefined) return askDay({ problem: "no_such_day", month: Number(month) }, context);
  if (time !== undefined && minutesOf(time) === null) return askTime(context);
  if (offset === undefined) return exactly(date, time ?? null, context);
  const instant = new Date(whole.trim().replace(" ", "T").toUpperCase());
  if (Number.isNaN(instant.getTime())) return askTime(context);
  const local = format(instant, "yyyy-MM-dd HH:mm", { in: tz(context.timeZone) });
  return exactly(local.slice(0, 10), local.slice(11), context);
}

function exactly(day: Day, time: string | null, context: SpokenContext): Understood<Wish> {
  const today = todayOf(context);
  if (day < today) return askDay({ problem: "past" }, context);
  if (day === today && time !== null && time <= clockOf(context.now, context.timeZone))
    return askPastTime(context);
  return understood({ from: day, to: day, time, between: null });
}
