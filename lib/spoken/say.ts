import { tz } from "@date-fns/tz";
import { format } from "date-fns";
import type { Language } from "@/lib/vocabulary";
import { type Day, dayOfMonth, daysBetween, monthOf, weekdayNumber, yearOf } from "./days";
import { sayCardinal } from "./numerals";
import { minutesOf } from "./time-meaning";
import type { SpokenContext } from "./understood";

const WEEKDAYS: Record<Language, string[]> = {
  es: "lunes martes miércoles jueves viernes sábado domingo".split(" "),
  en: "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" "),
};
const MONTHS: Record<Language, string[]> = {
  es: "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(" "),
  en: "January February March April May June July August September October November December".split(" "),
};

/** The year is said of days further away than this. */
const SAME_YEAR_DAYS = 300;

/** 1 January … 12 December. */
export function monthName(month: number, language: Language): string | undefined {
  return MONTHS[language][month - 1];
}

export function todayOf({ now, timeZone }: SpokenContext): Day {
  return format(now, "yyyy-MM-dd", { in: tz(timeZone) });
}

/** `HH:MM` of the business's clock. */
export function clockOf(instant: Date, timeZone: string): string {
  return format(instant, "HH:mm", { in: tz(timeZone) });
}

/** Those of Spain and Britain, and of whoever lives nearest to them. */
const isEuropean = ({ country }: Pick<SpokenContext, "country">) => country === "ES" || country === "GB";

/** `jueves 26 de noviembre`; today and tomorrow by their names too: `hoy, viernes 20 de noviembre`. */
export function sayDay(day: Day, context: SpokenContext): string {
  const today = todayOf(context);
  const ahead = daysBetween(today, day);
  const date = dateWords(day, { withYear: Math.abs(ahead) > SAME_YEAR_DAYS }, context);
  const near = nearDay(ahead, context.language);
  return near ? `${near}, ${date}` : date;
}

function nearDay(ahead: number, language: Language): string | undefined {
  if (ahead === 0) return language === "es" ? "hoy" : "today";
  if (ahead === 1) return language === "es" ? "mañana" : "tomorrow";
  return undefined;
}

function dateWords(day: Day, { withYear }: { withYear: boolean }, context: SpokenContext): string {
  const { language } = context;
  const weekday = weekdayName(day, language);
  const month = MONTHS[language][monthOf(day) - 1] ?? "";
  const number = dayWords(dayOfMonth(day), context);
  if (language === "es") return `${weekday} ${number} de ${month}${withYear ? ` de ${yearOf(day)}` : ""}`;
  const year = withYear ? `, ${yearOf(day)}` : "";
  return isEuropean(context)
    ? `${weekday} the ${number} of ${month}${year}`
    : `${weekday}, ${month} ${number}${year}`;
}

function weekdayName(day: Day, language: Language): string {
  return WEEKDAYS[language][weekdayNumber(day) - 1] ?? "";
}

/** The first is `primero` in America; other days are read by any voice as they should be. */
function dayWords(number: number, context: SpokenContext): string {
  if (context.language === "es") return number === 1 && context.country !== "ES" ? "primero" : String(number);
  const isTeen = number % 100 >= 11 && number % 100 <= 13;
  const ending = isTeen ? "th" : (["th", "st", "nd", "rd"][number % 10] ?? "th");
  return `${number}${ending}`;
}

/** `las cinco y media de la tarde`, `half past five in the afternoon`, `five thirty PM`. `time` is `HH:MM`. */
export function sayTime(time: string, context: SpokenContext): string {
  return `${sayHour(time, context)}${sayPart(time, context)}`;
}

function sayHour(time: string, context: SpokenContext): string {
  const minutes = minutesOf(time) ?? 0;
  const [hour, minute] = [Math.trunc(minutes / 60), minutes % 60];
  return context.language === "es" ? hourEs(hour, minute, context) : hourEn(hour, minute, context);
}

function hourEs(hour: number, minute: number, { country }: SpokenContext): string {
  // Spain and Argentina count back from the next hour; elsewhere the minutes follow.
  const countsBack = (country === "ES" || country === "AR") && minute > 30 && minute % 5 === 0;
  const named = twelve(countsBack ? hour + 1 : hour);
  const article = named === 1 ? "la" : "las";
  const word = named === 1 ? "una" : sayCardinal(named, "es");
  if (minute === 0) return `${article} ${word}`;
  if (countsBack)
    return `${article} ${word} menos ${minute === 45 ? "cuarto" : sayCardinal(60 - minute, "es")}`;
  const tail = minute === 15 ? "cuarto" : minute === 30 ? "media" : sayCardinal(minute, "es");
  return `${article} ${word} y ${tail}`;
}

function hourEn(hour: number, minute: number, context: SpokenContext): string {
  const word = (value: number) => sayCardinal(twelve(value), "en");
  if (!isEuropean(context)) {
    if (minute === 0) return word(hour);
    return `${word(hour)} ${minute < 10 ? "oh " : ""}${sayCardinal(minute, "en")}`;
  }
  if (minute === 0) return `${word(hour)} o'clock`;
  if (minute === 30) return `half past ${word(hour)}`;
  const back = minute > 30;
  const count = back ? 60 - minute : minute;
  const said = count === 15 ? "quarter" : `${sayCardinal(count, "en")}${count % 5 === 0 ? "" : " minutes"}`;
  return `${said} ${back ? "to" : "past"} ${word(back ? hour + 1 : hour)}`;
}

const twelve = (hour: number) => hour % 12 || 12;

function sayPart(time: string, { language, country }: SpokenContext): string {
  const minutes = minutesOf(time) ?? 0;
  const hour = Math.trunc(minutes / 60) % 24;
  if (language === "es") return ` ${partEs(hour, country)}`;
  if (country !== "ES" && country !== "GB") return hour < 12 ? " AM" : " PM";
  if (hour === 0) return " at night";
  if (hour < 12) return " in the morning";
  return hour < 18 ? " in the afternoon" : " in the evening";
}

function partEs(hour: number, country: SpokenContext["country"]): string {
  if (hour === 0) return "de la noche";
  if (hour < 6) return "de la madrugada";
  if (hour < 12) return "de la mañana";
  if (hour === 12) return "del mediodía";
  const nightFrom = country === "ES" ? 21 : country === "AR" ? 20 : 19;
  return hour < nightFrom ? "de la tarde" : "de la noche";
}

/** `el jueves 26 de noviembre a las cinco y media de la tarde`, by the business's clock. */
export function sayWhen(startsAt: Date, context: SpokenContext): string {
  const day = format(startsAt, "yyyy-MM-dd", { in: tz(context.timeZone) });
  const time = sayTime(clockOf(startsAt, context.timeZone), context);
  const said = sayDay(day, context);
  if (context.language === "en") return `${said} at ${time}`;
  return nearDay(daysBetween(todayOf(context), day), "es") ? `${said}, a ${time}` : `el ${said} a ${time}`;
}

/** Free times to choose from, without what is plain: `el jueves 26 a las diez o a las once y cuarto, o el viernes 27 a las nueve`. */
export function saySlots(slots: readonly Date[], context: SpokenContext): string {
  const { timeZone, language } = context;
  const byDay = new Map<Day, string[]>();
  for (const slot of slots.toSorted((a, b) => +a - +b)) {
    const day = format(slot, "yyyy-MM-dd", { in: tz(timeZone) });
    const time = clockOf(slot, timeZone);
    const times = byDay.get(day) ?? [];
    // Two people may be free at the same time.
    if (!times.includes(time)) byDay.set(day, [...times, time]);
  }
  const days = [...byDay].map(([day, times]) => `${slotDay(day, context)} ${slotTimes(times, context)}`);
  const last = days.pop() ?? "";
  if (days.length === 0) return last;
  return `${days.join(", ")}, ${language === "es" ? "o" : "or"} ${last}`;
}

/** `el jueves 26`; the month is said when it is another one than today's. */
function slotDay(day: Day, context: SpokenContext): string {
  const { language } = context;
  const today = todayOf(context);
  const near = nearDay(daysBetween(today, day), language);
  if (near) return near;
  if (monthOf(day) !== monthOf(today) || yearOf(day) !== yearOf(today)) {
    const date = sayDay(day, context);
    return language === "es" ? `el ${date}` : `on ${date}`;
  }
  const number = dayWords(dayOfMonth(day), context);
  const weekday = weekdayName(day, language);
  return language === "es" ? `el ${weekday} ${number}` : `on ${weekday} the ${number}`;
}

/** The part of the day is said once for those that share it, and not at all of late mornings, which nobody takes for nights. */
function slotTimes(times: string[], context: SpokenContext): string {
  const said = times.map((time, index) => {
    const part = sayPart(time, context);
    const next = times[index + 1];
    const isSaidLater = next !== undefined && sayPart(next, context) === part;
    const isPlain = time >= "09:00" && time < "13:00";
    return `${sayHour(time, context)}${isSaidLater || isPlain ? "" : part}`;
  });
  const [at, or] = context.language === "es" ? ["a ", " o a "] : ["at ", " or at "];
  const last = said.pop() ?? "";
  return said.length === 0
    ? `${at}${last}`
    : `${at}${said.join(context.language === "es" ? ", a " : ", at ")}${or}${last}`;
}
