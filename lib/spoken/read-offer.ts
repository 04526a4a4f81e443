import { tz } from "@date-fns/tz";
import { format } from "date-fns";
import type { Language } from "@/lib/vocabulary";
import type { DayMeaning } from "./day-meaning";
import { isProblem, resolveDay, weekdaysIn } from "./resolve-day";
import { type Day, dayOfMonth, monthOf, weekdayNumber } from "./days";
import { GRAMMARS } from "./grammar";
import { readYesNo } from "./read-choice";
import { clockOf, saySlots, todayOf } from "./say";
import { type Clock, clockTimes, minutesOf, windowOf } from "./time-meaning";
import { mustAsk, type SpokenContext, understood, type Understood } from "./understood";
import { type DayPiece, findPieces, type TimePiece } from "./wish-pieces";
import { Cursor, phrases, type Phrases, wordsOf } from "./words";

/** Places in the list; -1 is the last. */
const PLACES: Record<Language, [number, Phrases][]> = {
  es: [
    [0, phrases("la primera | el primero | primera opcion | opcion uno | la uno | la 1 | la opcion 1")],
    [1, phrases("la segunda | el segundo | segunda opcion | opcion dos | la dos | la 2 | la opcion 2")],
    [2, phrases("la tercera | el tercero | tercera opcion | opcion tres | la tres | la 3 | la opcion 3")],
    [3, phrases("la cuarta | el cuarto | cuarta opcion | opcion cuatro")],
    [-1, phrases("la ultima | el ultimo | ultima opcion")],
  ],
  en: [
    [0, phrases("the first | first one | option one | number one")],
    [1, phrases("the second | second one | option two | number two")],
    [2, phrases("the third | third one | option three | number three")],
    [3, phrases("the fourth | fourth one | option four")],
    [-1, phrases("the last | last one")],
  ],
};
const ANY: Record<Language, Phrases> = {
  es: phrases(
    "cualquiera | la que sea | el que sea | me da igual | da igual | las dos me vienen bien | la que usted quiera",
  ),
  en: phrases("any | either | whichever | i dont mind | any of them | doesnt matter"),
};
const NONE: Record<Language, Phrases> = {
  es: phrases("ninguna | ninguno | ninguna de las dos | otra | otro dia | otra hora | ni una ni otra"),
  en: phrases("neither | none | none of them | another | another day | another time | something else"),
};

/**
 * Which of the times that were offered was chosen: `la segunda`, `el viernes`, `a las once y cuarto`, `la última`, `cualquiera`; `sí`
 * when there was only one.
 */
export function readOffer(text: string, offered: readonly Date[], context: SpokenContext): Understood<Date> {
  const { language } = context;
  const words = wordsOf(text);
  const agreed = readYesNo(text, language);
  const [first] = offered;
  if (!first || contains(words, NONE[language]) || agreed === "no") return askOther(context);
  const named = byMeaning(words, offered, context);
  const fitting = named ?? byPlace(words, offered, language);
  const [chosen, another] = fitting;
  if (chosen && !another) return understood(chosen);
  if (chosen) return askWhich("ambiguous", fitting, context);
  const isAny = contains(words, ANY[language]) || (agreed === "yes" && offered.length === 1);
  return isAny ? understood(first) : askWhich("not_understood", offered, context);
}

function contains(words: readonly string[], list: Phrases): boolean {
  const cursor = new Cursor(words);
  while (!cursor.isAtEnd) {
    if (cursor.has(list)) return true;
    cursor.skip();
  }
  return false;
}

function byPlace(words: readonly string[], offered: readonly Date[], language: Language): Date[] {
  const place = PLACES[language].find(([, list]) => contains(words, list))?.[0];
  const chosen = place === undefined ? undefined : offered.at(place);
  return chosen ? [chosen] : [];
}

/** Those that fit every day and time that was said; undefined when none was said that fits any. */
function byMeaning(
  words: readonly string[],
  offered: readonly Date[],
  context: SpokenContext,
): Date[] | undefined {
  const { language, country } = context;
  const order = language === "en" && country === "US" ? "month_first" : "day_first";
  const { days, times } = findPieces(words, { ...GRAMMARS[language], order });
  // "El primero" is the first of those that were offered, and not of a month.
  const isPlace = contains(
    words,
    PLACES[language].flatMap(([, list]) => [...list]),
  );
  const said = days.filter(({ day }) => !isPlace || day.kind !== "date" || day.month !== null);
  if (said.length + times.length === 0) return undefined;
  const fitting = offered.filter((instant) => {
    const day = format(instant, "yyyy-MM-dd", { in: tz(context.timeZone) });
    const minutes = minutesOf(clockOf(instant, context.timeZone)) ?? 0;
    const isDay = said.length === 0 || said.some((piece) => fitsDay(piece, day, context));
    return isDay && times.every((piece) => fitsTime(piece, minutes, context));
  });
  return fitting.length > 0 && fitting.length < Math.max(2, offered.length) ? fitting : undefined;
}

function fitsDay({ day: meaning }: DayPiece, day: Day, context: SpokenContext): boolean {
  const plain = plainDay(meaning, day);
  if (plain !== undefined) return plain;
  const span = resolveDay(meaning, todayOf(context), context.language);
  return (
    !isProblem(span) && day >= span.from && day <= span.to && weekdaysIn(span).includes(weekdayNumber(day))
  );
}

/** Among a few days a weekday or a number says enough; undefined for what needs the calendar. */
function plainDay(meaning: DayMeaning, day: Day): boolean | undefined {
  if (meaning.kind === "weekday" && meaning.plusDays === 0) return weekdayNumber(day) === meaning.weekday;
  if (meaning.kind !== "date" || (meaning.month !== null && "offset" in meaning.month)) return undefined;
  const isMonth = meaning.month === null || meaning.month.month === monthOf(day);
  return isMonth && dayOfMonth(day) === meaning.day;
}

function fitsTime(piece: TimePiece, minutes: number, { country }: SpokenContext): boolean {
  const hours = { opens: null, closes: null, country };
  if ("window" in piece) {
    const { from, to } = windowOf(piece.window, hours);
    return (minutes >= from && minutes < to) !== (piece.op === "except");
  }
  const times = (clock: Clock) => bothHalves(clock, clockTimes(clock, [], hours));
  if (piece.op === "at") return times(piece.clock).includes(minutes);
  if (piece.op === "after" || piece.op === "from") return times(piece.clock).some((time) => minutes >= time);
  if (piece.op === "before" || piece.op === "until")
    return times(piece.clock).some((time) => minutes <= time);
  return piece.op !== "range" || times(piece.clock).some((time) => minutes >= time);
}

/** "A las ocho" is whichever of both was offered. */
function bothHalves({ part, isExact, hour }: Clock, times: number[]): number[] {
  if (part !== null || isExact || hour > 12) return times;
  return times.flatMap((time) => [time, (time + 12 * 60) % (24 * 60)]);
}

function askWhich(
  reason: "ambiguous" | "not_understood",
  offered: readonly Date[],
  context: SpokenContext,
): Understood<never> {
  const slots = saySlots(offered, context);
  return mustAsk(
    reason,
    context.language === "es" ? `¿Cuál prefiere: ${slots}?` : `Which would you prefer: ${slots}?`,
  );
}

function askOther({ language }: SpokenContext): Understood<never> {
  return mustAsk(
    "impossible",
    language === "es"
      ? "¿Qué otro día u hora le vendría mejor?"
      : "What other day or time would suit you better?",
  );
}
