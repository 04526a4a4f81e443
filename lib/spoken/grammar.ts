import type { Language } from "@/lib/vocabulary";
import type { DayMeaning } from "./day-meaning";
import { parseClockEs, parseTimeEs, todayPartEs } from "./parse-time-es";
import { parseDayEs } from "./parse-day-es";
import { parseClockEn, parseTimeEn, todayPartEn } from "./parse-time-en";
import { parseDayEn } from "./parse-day-en";
import type { WrittenOrder } from "./written-date";
import type { Clock, TimeMeaning, WindowName } from "./time-meaning";
import { type Cursor, phrases, type Phrases } from "./words";

/** How one language names days and times, and what stands before and between them. */
export interface Grammar {
  day: (cursor: Cursor, order: WrittenOrder) => DayMeaning | undefined;
  time: (cursor: Cursor) => TimeMeaning | undefined;
  clock: (cursor: Cursor, how: { isBare: boolean; isShort: boolean }) => Clock | undefined;
  /** "Esta tarde": today, and a part of it. */
  todayPart: (cursor: Cursor) => WindowName | undefined;
  /** "De lunes a viernes" without an article: any of them. */
  workdays: Phrases;
  /** Said before one day or time. */
  before: Phrases;
  after: Phrases;
  from: Phrases;
  until: Phrases;
  except: Phrases;
  /** Said before two of them, and between them. */
  rangeStart: Phrases;
  rangeJoin: Phrases;
  /** Between two hours without a word before them: "nine to eleven". */
  hourJoin: Phrases;
  /** What numbers count that are no hours. */
  units: Phrases;
  /** Said after one of them. */
  onwards: Phrases;
  no: Phrases;
  /** After "no": a question, not a refusal. */
  noQuestion: Phrases;
  correction: Phrases;
  /** Verbs with which "from Thursday to Friday" is no stretch of days. */
  moving: Phrases;
  /** Words of days and times that are none here: "más tarde", "good morning". */
  ignored: Phrases;
}

const ES: Grammar = {
  day: parseDayEs,
  time: parseTimeEs,
  todayPart: todayPartEs,
  clock: parseClockEs,
  workdays: phrases("de lunes a viernes | lunes a viernes"),
  before: phrases("antes de | antes que | no mas tarde de | no despues de"),
  after: phrases("despues de | pasadas | pasada | pasado el | pasados | mas tarde de | tras"),
  from: phrases("a partir de | desde | no antes de | a contar de"),
  until: phrases("hasta | como muy tarde | como tarde | a mas tardar"),
  except: phrases(
    [
      "que no sea | que no sean | que no fuera | menos | excepto | salvo | no puedo | no podria | no me viene bien",
      "no me va bien | no me queda bien | no me sirve | no me conviene | no me vale | nunca | imposible | no quiero",
      "que no caiga | no sea | no estoy | ni",
    ].join("|"),
  ),
  rangeStart: phrases("entre | desde | de"),
  rangeJoin: phrases("y | a | hasta"),
  hourJoin: phrases("a | hasta"),
  units: phrases("dia | dias | semana | semanas | mes | meses | minuto | minutos | anos | personas"),
  onwards: phrases("en adelante | o despues | o mas tarde | para adelante | o a partir de ahi | o mas"),
  no: phrases(
    [
      "no | tampoco | imposible | no puedo | no podria | no me viene bien | no me va bien | no me queda bien | no me sirve",
      "no me conviene | no me vale | es imposible | no estoy | no quiero",
    ].join("|"),
  ),
  noQuestion: phrases(
    "no tiene | no tienen | no tendra | no tendran | no tendria | no hay | no habra | no habria | no queda | no le queda | no sera posible | no podria ser | no podra ser | no seria posible | no hay nada",
  ),
  correction: phrases(
    "mejor dicho | mejor | perdon | perdone | digo | quiero decir | o mejor | no espere | no espera | en realidad | me equivoque",
  ),
  moving: phrases(
    [
      "mover | moverla | moverlo | mueva | cambiar | cambiarla | cambiarlo | cambie | pasar | pasarla | pasarlo | paseme",
      "adelantar | adelantarla | aplazar | aplazarla | posponer | posponerla | atrasar | atrasarla | correr | correrla",
    ].join("|"),
  ),
  ignored: phrases(
    "mas tarde | muy tarde | demasiado tarde | un poco tarde | tan tarde | llego tarde | hora y media | media hora | un cuarto de hora | una hora",
  ),
};

const EN: Grammar = {
  day: parseDayEn,
  time: parseTimeEn,
  todayPart: todayPartEn,
  clock: parseClockEn,
  workdays: phrases("monday to friday | monday through friday | mondays to fridays | monday thru friday"),
  before: phrases("before | no later than | earlier than | sooner than | prior to"),
  after: phrases("after | later than | past"),
  from: phrases("from | starting | starting from | not before | no earlier than | since | any time from"),
  until: phrases("until | till | up to | by | at the latest"),
  except: phrases(
    "except | except for | but not | not | but | other than | apart from | i cant do | i cannot do | i cant make | cant do | not on | never on | anything but | i cannot | i cant",
  ),
  rangeStart: phrases("between | from | anywhere between"),
  rangeJoin: phrases("and | to | till | until | through"),
  hourJoin: phrases("to | till | until | through"),
  units: phrases("day | days | week | weeks | month | months | minute | minutes | years | people"),
  onwards: phrases("onwards | onward | or later | or after | and later | and after"),
  no: phrases(
    "no | doesnt work | does not work | is no good | wont work | is out | isnt good | i cant | i cannot | isnt possible | is not possible",
  ),
  noQuestion: phrases("no problem"),
  correction: phrases(
    "sorry | i mean | actually | rather | make that | no wait | instead | better | scratch that | or rather",
  ),
  moving: phrases("move | moving | change | switch | reschedule | push | bring"),
  ignored: phrases("good morning | good afternoon | good evening | good night | half an hour | an hour"),
};

export const GRAMMARS: Record<Language, Grammar> = { es: ES, en: EN };
