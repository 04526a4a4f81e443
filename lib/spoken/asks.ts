import type { Language } from "@/lib/vocabulary";
import type { Day } from "./days";
import { monthName, sayDay, sayTime } from "./say";
import type { DayProblem } from "./resolve-day";
import { clockText } from "./time-meaning";
import { mustAsk, type SpokenContext, type Understood } from "./understood";

type Ask = Extract<Understood<never>, { ok: false }>;

const orIn = (language: Language) => (language === "es" ? " o " : " or ");

export function askWhen({ language }: SpokenContext): Ask {
  return mustAsk(
    "not_understood",
    language === "es"
      ? "Disculpe, ¿me puede decir otra vez qué día y a qué hora le vendría bien?"
      : "Sorry, could you tell me again which day and what time would suit you?",
  );
}

export function askDay(problem: DayProblem, context: SpokenContext): Ask {
  if (problem.problem === "which_day") return askWhichDay(problem.days, context);
  const isSpanish = context.language === "es";
  if (problem.problem === "past") {
    return mustAsk(
      "past",
      isSpanish
        ? "Ese día ya pasó. ¿Qué otro día le vendría bien?"
        : "That day is already over. Which other day would suit you?",
    );
  }
  const month = monthName(problem.month, context.language);
  return mustAsk(
    "impossible",
    month === undefined
      ? isSpanish
        ? "Disculpe, esa fecha no existe. ¿Qué día le vendría bien?"
        : "Sorry, there is no such date. Which day would suit you?"
      : isSpanish
        ? `Disculpe, ese día no existe en ${month}. ¿Qué día le vendría bien?`
        : `Sorry, there is no such day in ${month}. Which day would suit you?`,
  );
}

function askWhichDay(days: Day[], context: SpokenContext): Ask {
  const isSpanish = context.language === "es";
  const named = days.map((day) => {
    const said = sayDay(day, context);
    if (!isSpanish) return said;
    // Today and tomorrow stand without an article: "a hoy, viernes 20 de noviembre".
    return /^(hoy|mañana)/.test(said) ? `a ${said}` : `al ${said}`;
  });
  const list = named.join(isSpanish ? ", o " : ", or ");
  return mustAsk("ambiguous", isSpanish ? `¿Se refiere ${list}?` : `Do you mean ${list}?`);
}

/** Minutes after midnight, two of them. */
export function askWhichTime(times: number[], context: SpokenContext): Ask {
  const isSpanish = context.language === "es";
  const said = times.map((time) => sayTime(clockText(time), context));
  const list = said.map((time) => (isSpanish ? `a ${time}` : time)).join(orIn(context.language));
  return mustAsk(
    "ambiguous",
    isSpanish ? `¿${list.charAt(0).toUpperCase()}${list.slice(1)}?` : `Do you mean ${list}?`,
  );
}

export function askPastTime({ language }: SpokenContext): Ask {
  return mustAsk(
    "past",
    language === "es"
      ? "Hoy ya pasó esa hora. ¿A qué otra hora, o qué otro día, le vendría bien?"
      : "That time has already gone today. What other time or day would suit you?",
  );
}

export function askTime({ language }: SpokenContext): Ask {
  return mustAsk(
    "impossible",
    language === "es"
      ? "Disculpe, no entendí bien la hora. ¿A qué hora le vendría bien?"
      : "Sorry, I did not catch the time. What time would suit you?",
  );
}
