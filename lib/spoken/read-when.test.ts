import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shiftDay } from "@/lib/agenda/rules";
import { COUNTRIES, type Country, LANGUAGES, type Language } from "@/lib/vocabulary";
import { weekdayNumber } from "./days";
import { readWhen, type WhenContext } from "./read-when";
import { clockOf, sayDay, sayTime, sayWhen, todayOf } from "./say";
import { clockText } from "./time-meaning";
import type { SpokenContext } from "./understood";
import { WHEN_CASES_EN } from "./when-cases-en";
import { WHEN_CASES_ES } from "./when-cases-es";

const ZONES: Record<Country, string> = {
  ES: "Europe/Madrid",
  MX: "America/Mexico_City",
  CO: "America/Bogota",
  AR: "America/Argentina/Buenos_Aires",
  CL: "America/Santiago",
  PE: "America/Lima",
  US: "America/New_York",
  GB: "Europe/London",
};
/** Ten in the morning there, on Friday 20 November 2026. */
const TEN_OCLOCK: Record<Country, string> = {
  ES: "2026-11-20T09:00:00Z",
  MX: "2026-11-20T16:00:00Z",
  CO: "2026-11-20T15:00:00Z",
  AR: "2026-11-20T13:00:00Z",
  CL: "2026-11-20T13:00:00Z",
  PE: "2026-11-20T15:00:00Z",
  US: "2026-11-20T15:00:00Z",
  GB: "2026-11-20T10:00:00Z",
};

function there(country: Country, language: Language, now = TEN_OCLOCK[country]): SpokenContext {
  return { now: new Date(now), timeZone: ZONES[country], language, country };
}
const SPAIN = there("ES", "es");

/** `2026-11-23..2026-11-29 mon+tue 16:00-18:00`, or why it is asked. */
function meant(said: string, context: WhenContext): string {
  const read = readWhen(said, context);
  if (!read.ok) return read.reason;
  const { from, to, weekdays, time, between } = read.value;
  const parts = [
    from === to ? from : `${from}..${to}`,
    weekdays?.map((weekday) => weekday.slice(0, 3)).join("+"),
    time ?? (between && `${between.from}-${between.to}`),
  ];
  return parts.filter(Boolean).join(" ");
}

function asked(said: string, context: WhenContext): string {
  const read = readWhen(said, context);
  return read.ok ? "" : read.ask;
}

describe("a wish for a time in Spanish", () => {
  it.each(WHEN_CASES_ES)("%s: %s", (country, said, expected) => {
    expect(meant(said, there(country, "es"))).toBe(expected);
  });
});

describe("a wish for a time in English", () => {
  it.each(WHEN_CASES_EN)("%s: %s", (country, said, expected) => {
    expect(meant(said, there(country, "en"))).toBe(expected);
  });
});

describe("a weekday", () => {
  // 25 November 2026 is a Wednesday.
  const wednesday = there("ES", "es", "2026-11-25T09:00:00Z");
  const monday = there("ES", "es", "2026-11-23T09:00:00Z");
  const inEngland = there("GB", "en", "2026-11-23T10:00:00Z");

  it.each([
    ["el jueves", "2026-11-26"],
    ["este jueves", "2026-11-26"],
    ["el jueves que viene", "ambiguous"],
    ["el próximo viernes", "ambiguous"],
    ["el sábado que viene", "2026-11-28"],
    ["el miércoles", "ambiguous"],
    ["este miércoles", "2026-11-25"],
    ["el miércoles que viene", "2026-12-02"],
    ["el lunes", "2026-11-30"],
    ["el lunes de esta semana", "past"],
    ["el fin de semana que viene", "2026-11-28..2026-11-29"],
  ])("said on a Wednesday: %s", (said, expected) => {
    expect(meant(said, wednesday)).toBe(expected);
  });

  it("that is near and 'next' is asked with both days", () => {
    expect(asked("el jueves que viene", wednesday)).toBe(
      "¿Se refiere a mañana, jueves 26 de noviembre, o al jueves 3 de diciembre?",
    );
    expect(asked("el próximo viernes", wednesday)).toBe(
      "¿Se refiere al viernes 27 de noviembre, o al viernes 4 de diciembre?",
    );
  });

  it("of this week is asked about when an English speaker calls it next", () => {
    expect(meant("el jueves que viene", monday)).toBe("2026-11-26");
    expect(meant("next Thursday", inEngland)).toBe("ambiguous");
    expect(asked("next Thursday", inEngland)).toBe(
      "Do you mean Thursday the 26th of November, or Thursday the 3rd of December?",
    );
  });

  it("that does not agree with its number is asked with the days that may be meant", () => {
    expect(asked("el martes 30", SPAIN)).toBe(
      "¿Se refiere al lunes 30 de noviembre, o al martes 1 de diciembre?",
    );
    expect(asked("mañana jueves", SPAIN)).toBe(
      "¿Se refiere a mañana, sábado 21 de noviembre, o al jueves 26 de noviembre?",
    );
  });
});

describe("an hour without its half of the day", () => {
  it.each([
    ["a las cinco", "09:00", "20:00", "17:00"],
    ["a las ocho", "09:00", "20:30", "20:00"],
    ["a las ocho", "08:00", "14:00", "08:00"],
    ["a las ocho", "07:00", "22:00", "ambiguous"],
    ["a las nueve", "09:00", "21:30", "ambiguous"],
    ["a las seis", "09:00", "18:00", "18:00"],
    ["a las siete", "06:00", "13:00", "07:00"],
    ["a las doce", "09:00", "14:00", "12:00"],
  ])("%s, open from %s to %s, is %s", (said, opensAt, closesAt, expected) => {
    const read = meant(`el lunes ${said}`, { ...SPAIN, opensAt, closesAt });
    expect(read).toBe(expected === "ambiguous" ? expected : `2026-11-23 ${expected}`);
  });

  it.each<[Country, Language, string]>([
    ["ES", "es", "¿A las ocho de la mañana o a las ocho de la tarde?"],
    ["MX", "es", "¿A las ocho de la mañana o a las ocho de la noche?"],
    ["GB", "en", "Do you mean eight o'clock in the morning or eight o'clock in the evening?"],
    ["US", "en", "Do you mean eight AM or eight PM?"],
  ])("is asked in %s in words", (country, language, sentence) => {
    const said = language === "es" ? "el lunes a las ocho" : "Monday at eight";
    expect(asked(said, there(country, language))).toBe(sentence);
  });

  it("is the one that is still to come, when it is for today", () => {
    expect(meant("hoy a las ocho", SPAIN)).toBe("2026-11-20 20:00");
    expect(meant("hoy a las nueve", SPAIN)).toBe("past");
  });
});

describe("first and last hours", () => {
  it("are those of the business", () => {
    const hours = { opensAt: "10:00", closesAt: "19:30" };
    expect(meant("mañana a primera hora", { ...SPAIN, ...hours })).toBe("2026-11-21 10:00-12:00");
    expect(meant("mañana a última hora", { ...SPAIN, ...hours })).toBe("2026-11-21 17:30-19:30");
  });
});

describe("today", () => {
  it("is the day of the business's zone, whatever day it is elsewhere", () => {
    const late = "2026-11-21T04:30:00Z";
    expect(meant("mañana", there("MX", "es", late))).toBe("2026-11-21");
    expect(meant("mañana", there("ES", "es", late))).toBe("2026-11-22");
  });

  it("has hours that are over", () => {
    const evening = there("ES", "es", "2026-11-20T19:00:00Z");
    expect(meant("hoy por la mañana", evening)).toBe("past");
    expect(meant("hoy a las cinco de la tarde", evening)).toBe("past");
    expect(meant("hoy", evening)).toBe("2026-11-20");
  });
});

it("a day of a clock change has the times that its clocks show", () => {
  // Spain: 25 October 2026 has 25 hours, 28 March 2027 has 23.
  const october = there("ES", "es", "2026-10-24T08:00:00Z");
  const march = there("ES", "es", "2027-03-27T08:00:00Z");
  expect(meant("mañana a las diez", october)).toBe("2026-10-25 10:00");
  expect(meant("de mañana en ocho", october)).toBe("2026-11-01");
  expect(meant("mañana a las diez", march)).toBe("2027-03-28 10:00");
  expect(sayWhen(new Date("2026-10-25T08:00:00Z"), october)).toBe(
    "mañana, domingo 25 de octubre, a las nueve de la mañana",
  );
  expect(sayWhen(new Date("2027-03-28T08:00:00Z"), march)).toBe(
    "mañana, domingo 28 de marzo, a las diez de la mañana",
  );
});

it("the turn of a year is no obstacle", () => {
  const december = there("ES", "es", "2026-12-30T09:00:00Z");
  expect(meant("el 2", december)).toBe("2027-01-02");
  expect(meant("el lunes", december)).toBe("2027-01-04");
  expect(meant("a principios de mes", december)).toBe("2027-01-01..2027-01-10");
  expect(meant("el 15 de noviembre", december)).toBe("past");
  expect(meant("el 15 de octubre", december)).toBe("2027-10-15");
});

const context = fc.record({
  country: fc.constantFrom(...COUNTRIES),
  language: fc.constantFrom(...LANGUAGES),
});
const anyInstant = fc
  .date({ min: new Date("2024-01-01"), max: new Date("2034-12-31"), noInvalidDate: true })
  .map((date) => new Date(Math.trunc(+date / 60_000) * 60_000));

describe("what is said back", () => {
  it("is understood as what was meant, whatever country, language, day and minute", () => {
    fc.assert(
      fc.property(
        context,
        anyInstant,
        fc.integer({ min: 1, max: 400 * 24 * 60 }),
        ({ country, language }, now, aheadMinutes) => {
          const here: SpokenContext = { now, timeZone: ZONES[country], language, country };
          const startsAt = new Date(+now + aheadMinutes * 60_000);
          const day = todayOf({ ...here, now: startsAt });
          const time = clockOf(startsAt, here.timeZone);
          // The hour that a clock shows twice cannot be told apart by its name.
          fc.pre(day !== todayOf(here) || time > clockOf(now, here.timeZone));
          expect(readWhen(sayWhen(startsAt, here), here)).toEqual({
            ok: true,
            value: { from: day, to: day, time, between: null },
          });
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("of a time alone is that time", () => {
    const minute = fc.integer({ min: 0, max: 24 * 60 - 1 });
    fc.assert(
      fc.property(context, minute, ({ country, language }, minutes) => {
        const here = there(country, language);
        const said = `${language === "es" ? "mañana a " : "tomorrow at "}${sayTime(clockText(minutes), here)}`;
        expect(meant(said, here)).toBe(`2026-11-21 ${clockText(minutes)}`);
      }),
      { numRuns: 2000 },
    );
  });

  it("of a day alone is that day, and its weekday agrees", () => {
    fc.assert(
      fc.property(context, anyInstant, fc.integer({ min: 0, max: 800 }), (where, now, ahead) => {
        const here: SpokenContext = { now, timeZone: ZONES[where.country], ...where };
        const day = shiftDay(todayOf(here), ahead);
        expect(meant(sayDay(day, here), here)).toBe(day);
        expect(weekdayNumber(day)).toBe(weekdayNumber(shiftDay(day, 7)));
      }),
    );
  });

  it("as a question holds no figures of a clock", () => {
    const questions = [...WHEN_CASES_ES, ...WHEN_CASES_EN].map(([country, said]) =>
      asked(said, there(country, country === "GB" || country === "US" ? "en" : "es")),
    );
    for (const question of questions) expect(question).not.toMatch(/\d:\d|\d{4}-/);
  });
});

const WORDS = [
  ..."el la los de del a al y o en por para que no antes después entre hasta desde lunes jueves hoy mañana tarde noche".split(
    " ",
  ),
  ..."semana mes viene próximo cinco quince veinte media cuarto menos 15 30 17:30 26/11 las hora primera última".split(
    " ",
  ),
  ..."next this week from at half past to between and after before monday friday in two weeks noon pm am 5 the first".split(
    " ",
  ),
  ..."constructor __proto__ toString undefined NaN 99999999 0000-00-00 13/13/1300".split(" "),
];

describe("whatever is said", () => {
  const isSound = (said: string, { country, language }: { country: Country; language: Language }) => {
    const read = readWhen(said, there(country, language));
    if (!read.ok) return read.ask.length > 0;
    const { from, to, time, between } = read.value;
    const isTime = (text: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
    return (
      from <= to &&
      from >= "2026-11-20" &&
      /^\d{4}-\d\d-\d\d$/.test(from) &&
      (time === null || (isTime(time) && between === null)) &&
      (between === null || (isTime(between.from) && isTime(between.to) && between.from < between.to))
    );
  };

  it("gives days from today on and times of a clock, or a question", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...WORDS), { maxLength: 12 }), context, (words, where) =>
        isSound(words.join(" "), where),
      ),
      { numRuns: 5000 },
    );
  });

  it("is never too strange", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 300 }), context, isSound), {
      numRuns: 1000,
    });
  });

  it("is read in steps that grow no faster than its length", () => {
    for (const word of ["a ", "y ", "cinco ", "entre ", "el lunes ", "a las cinco y ", "1-", "1.", "a.", "ñ"])
      expect(isSound(word.repeat(200_000), { country: "ES", language: "es" })).toBe(true);
  });
});
