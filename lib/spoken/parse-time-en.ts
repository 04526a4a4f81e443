import { readCardinal, SMALL_NUMBERS } from "./numerals";
import type { Clock, DayPart, TimeMeaning, WindowName } from "./time-meaning";
import { type Cursor, phrases, type Phrases } from "./words";
import { writtenTime } from "./written-time";

const PARTS: [DayPart, Phrases][] = [
  ["morning", phrases("in the morning | of the morning")],
  ["afternoon", phrases("in the afternoon | of the afternoon")],
  ["evening", phrases("in the evening")],
  ["night", phrases("at night")],
  ["am", phrases("am | a m")],
  ["pm", phrases("pm | p m")],
];

const WINDOWS: [WindowName, Phrases][] = [
  ["first_afternoon", phrases("first thing in the afternoon | early afternoon | early in the afternoon")],
  [
    "last_morning",
    phrases("late morning | late in the morning | the end of the morning | end of the morning"),
  ],
  [
    "last_afternoon",
    phrases("late afternoon | late in the afternoon | end of the afternoon | the end of the afternoon"),
  ],
  [
    "first",
    phrases(
      [
        "first thing in the morning | first thing | early in the morning | early morning | very early | nice and early",
        "when you open | as early as you can | early in the day | bright and early | early",
      ].join("|"),
    ),
  ],
  [
    "last",
    phrases(
      "last thing | the end of the day | end of the day | as late as possible | last appointment | late in the day",
    ),
  ],
  ["mid_morning", phrases("mid morning | midmorning | the middle of the morning")],
  ["mid_afternoon", phrases("mid afternoon | midafternoon | the middle of the afternoon")],
  ["after_lunch", phrases("after lunch | after midday | after lunchtime")],
  ["before_lunch", phrases("before lunch | before noon | before midday | before lunchtime")],
  [
    "after_work",
    phrases("after work | when i finish work | when i get off work | after the office | after i finish work"),
  ],
  ["morning", phrases("in the morning | in the mornings | mornings | morning")],
  ["afternoon", phrases("in the afternoon | in the afternoons | afternoons | afternoon")],
  ["evening", phrases("in the evening | in the evenings | evenings | evening")],
  ["night", phrases("at night | night | nights")],
  ["noon", phrases("lunchtime | lunch time | at lunch | over lunch | around lunchtime")],
];

const ABOUT = phrases(
  "around | about | roughly | approximately | ish | some time around | sometime around | near",
);
const ABOUT_AFTER = phrases("ish | or so | or thereabouts | more or less | approximately | roughly");
const AT = phrases("at | for | by the");
const NOON = phrases("noon | midday | twelve noon | 12 noon");
const MIDNIGHT = phrases("midnight");
const OCLOCK = phrases("oclock | o clock");
const HALF_PAST = phrases("half past | half after");
const HALF = phrases("half");
const QUARTER_PAST = phrases("quarter past | a quarter past | quarter after | a quarter after");
const QUARTER_TO = phrases(
  "quarter to | a quarter to | quarter of | a quarter of | quarter till | a quarter till",
);
const PAST = phrases("minutes past | past | minutes after");
const TO = phrases("minutes to | to | till | minutes till");
const OH = phrases("oh | o | zero");
const SHARP = phrases("sharp | on the dot | exactly");
const VAGUE = phrases("something | and a bit");
/** "Fiveish" is one word. */
const ISH = new Map([...SMALL_NUMBERS.en].map(([word, value]) => [`${word}ish`, value]));
const TODAY_PARTS: [WindowName, Phrases][] = [
  ["morning", phrases("this morning")],
  ["afternoon", phrases("this afternoon")],
  ["evening", phrases("this evening | tonight")],
];

/** "This afternoon" is a day and a part of it. */
export function todayPartEn(cursor: Cursor): WindowName | undefined {
  return TODAY_PARTS.find(([, list]) => cursor.has(list))?.[0];
}

/** A time or a part of the day, as English speakers name them. */
export function parseTimeEn(cursor: Cursor): TimeMeaning | undefined {
  return (
    cursor.attempt(vague) ??
    cursor.attempt((rest) => asMeaning(parseClockEn(rest))) ??
    cursor.attempt(timeWindow)
  );
}

function timeWindow(cursor: Cursor): TimeMeaning | undefined {
  const name = WINDOWS.find(([, list]) => cursor.has(list))?.[0];
  return name === undefined ? undefined : { kind: "window", name };
}

function asMeaning(clock: Clock | undefined): TimeMeaning | undefined {
  return clock && { kind: "clock", ...clock };
}

const isAt = (hour: number, minute: number, part: DayPart | null): Clock => ({
  hour,
  minute,
  part,
  isExact: false,
  isAbout: false,
});

function vague(cursor: Cursor): TimeMeaning | undefined {
  cursor.has(AT);
  const hour = hourEn(cursor);
  if (hour === undefined || !cursor.has(VAGUE)) return undefined;
  return { kind: "vague", clock: isAt(hour, 0, partEn(cursor)) };
}

/** "Half past five in the afternoon", "five thirty", "17:30". `isBare`: a number alone is an hour, as in "from four to six". */
export function parseClockEn(cursor: Cursor, { isBare = false, isShort = false } = {}): Clock | undefined {
  const isSaid = cursor.has(AT);
  const isAbout = cursor.has(ABOUT);
  const hasAt = cursor.has(AT) || isSaid;
  const clock =
    cursor.attempt(noon) ??
    (isShort ? undefined : cursor.attempt(pastHour)) ??
    cursor.attempt((rest) => clockEn(rest, isBare || isAbout || hasAt, isShort));
  return clock && { ...clock, isAbout: clock.isAbout || isAbout || cursor.has(ABOUT_AFTER) };
}

function noon(cursor: Cursor): Clock | undefined {
  if (cursor.has(NOON)) return isAt(12, 0, "noon");
  return cursor.has(MIDNIGHT) ? isAt(12, 0, "night") : undefined;
}

/** "Half past five", "half five", "ten to six", "quarter of six" (American). */
function pastHour(cursor: Cursor): Clock | undefined {
  const after = minutesPast(cursor);
  if (after === undefined) return undefined;
  const hour = hourEn(cursor);
  if (hour === undefined || hour < 1 || hour > 12) return undefined;
  cursor.has(OCLOCK);
  const part = partEn(cursor);
  if (after >= 0) return isAt(hour, after, part);
  const earlier = hour === 1 ? 12 : hour - 1;
  return isAt(earlier, 60 + after, beforeHour(hour, part));
}

/** A quarter to twelve at night is before midnight; a quarter to one in the morning after it. */
function beforeHour(hour: number, part: DayPart | null): DayPart | null {
  if (hour === 12 && part === "night") return "pm";
  return hour === 1 && part === "morning" ? "am" : part;
}

/** Minutes after the hour that is named next, negative before it. */
function minutesPast(cursor: Cursor): number | undefined {
  if (cursor.has(HALF_PAST)) return 30;
  if (cursor.has(QUARTER_PAST)) return 15;
  if (cursor.has(QUARTER_TO)) return -15;
  // British: "half five" is half past five.
  if (cursor.has(HALF)) return 30;
  const minutes = readCardinal(cursor, "en");
  if (minutes === undefined || minutes < 1 || minutes > 59) return undefined;
  // "Nine to eleven" are two hours; "ten to eleven" is one time.
  const isSaid = minutes % 5 === 0 || cursor.peek() === "minutes";
  if (cursor.has(PAST)) return minutes;
  return isSaid && minutes <= 30 && cursor.has(TO) ? -minutes : undefined;
}

function clockEn(cursor: Cursor, isSaid: boolean, isShort: boolean): Clock | undefined {
  const written = writtenTime(cursor);
  if (written) return { ...written, part: partEn(cursor), isAbout: false };
  const about = cursor.takeOf(ISH);
  if (about !== undefined) return { ...isAt(about, 0, partEn(cursor)), isAbout: true };
  const hour = hourEn(cursor);
  if (hour === undefined) return undefined;
  if (cursor.has(OCLOCK) || cursor.has(SHARP)) return isAt(hour, 0, partEn(cursor));
  const minute = isShort ? undefined : cursor.attempt(minutesEn);
  const part = partEn(cursor);
  const isAboutAfter = cursor.lengthOf((rest) => rest.take(ABOUT_AFTER)) > 0;
  if (!isSaid && minute === undefined && part === null && !isAboutAfter) return undefined;
  return isAt(hour, minute ?? 0, part);
}

function minutesEn(cursor: Cursor): number | undefined {
  const isZero = cursor.has(OH);
  const value = readCardinal(cursor, "en");
  return value !== undefined && value <= 59 && (isZero ? value < 10 : value >= 10) ? value : undefined;
}

function hourEn(cursor: Cursor): number | undefined {
  const value = readCardinal(cursor, "en");
  return value !== undefined && value <= 24 ? value : undefined;
}

function partEn(cursor: Cursor): DayPart | null {
  return PARTS.find(([, list]) => cursor.has(list))?.[0] ?? null;
}
