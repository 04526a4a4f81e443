import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shiftDay } from "@/lib/agenda/rules";
import type { Country, Language } from "@/lib/vocabulary";
import { dayOfMonth, monthOf, yearOf } from "./days";
import { sayCardinal } from "./numerals";
import { readBirthDate } from "./read-date";
import { monthName } from "./say";
import type { SpokenContext } from "./understood";

const there = (country: Country, language: Language): SpokenContext => ({
  now: new Date("2026-11-20T12:00:00Z"),
  timeZone: "Europe/Madrid",
  language,
  country,
});
const bornOn = (said: string, country: Country = "ES", language: Language = "es") => {
  const read = readBirthDate(said, there(country, language));
  return read.ok ? read.value : read.reason;
};

describe("a date of birth in Spanish", () => {
  it.each([
    ["el tres de mayo del ochenta y dos", "1982-05-03"],
    ["tres de mayo de mil novecientos ochenta y dos", "1982-05-03"],
    ["el 3 de mayo de 1982", "1982-05-03"],
    ["3 de mayo del 82", "1982-05-03"],
    ["3 del 5 del 82", "1982-05-03"],
    ["el tres del cinco del ochenta y dos", "1982-05-03"],
    ["tres del cinco de mil novecientos ochenta y dos", "1982-05-03"],
    ["tres cinco ochenta y dos", "1982-05-03"],
    ["cero tres cero cinco ochenta y dos", "1982-05-03"],
    ["cero tres del cero cinco del ochenta y dos", "1982-05-03"],
    ["nací en el 82, el tres de mayo", "1982-05-03"],
    ["nací el tres de mayo del año ochenta y dos", "1982-05-03"],
    ["en el ochenta y dos, el 3 de mayo", "1982-05-03"],
    ["mayo, el tres, del ochenta y dos", "1982-05-03"],
    ["1982-05-03", "1982-05-03"],
    ["03/05/1982", "1982-05-03"],
    ["3/5/82", "1982-05-03"],
    ["3-5-1982", "1982-05-03"],
    ["03.05.1982", "1982-05-03"],
    ["03051982", "1982-05-03"],
    ["030582", "1982-05-03"],
    ["25/12/1990", "1990-12-25"],
    ["12/25/1990", "1990-12-25"],
    ["primero de marzo del noventa", "1990-03-01"],
    ["el uno de enero de dos mil", "2000-01-01"],
    ["uno de enero de dos mil uno", "2001-01-01"],
    ["treinta y uno de diciembre del noventa y nueve", "1999-12-31"],
    ["veintinueve de febrero del dos mil", "2000-02-29"],
    ["veintinueve de febrero de 2024", "2024-02-29"],
    ["el cinco de mayo del cinco", "2005-05-05"],
    ["el cinco de mayo de dos mil cinco", "2005-05-05"],
    ["el diez de octubre del veintiséis", "2026-10-10"],
    ["el diez de octubre del veintisiete", "1927-10-10"],
    ["quince de setiembre del setenta", "1970-09-15"],
    ["15 sep 1970", "1970-09-15"],
    ["el once del once del once", "2011-11-11"],
    ["tres de mayo diecinueve ochenta y dos", "1982-05-03"],
    ["mi fecha de nacimiento es el catorce de julio de mil novecientos cincuenta y cinco", "1955-07-14"],
    ["veinte de noviembre de 2026", "2026-11-20"],
  ])("%s", (said, day) => {
    expect(bornOn(said)).toBe(day);
  });

  it.each([
    ["tres de mayo", "ambiguous", "¿Y de qué año?"],
    ["el tres del cinco", "ambiguous", "¿Y de qué año?"],
    ["el ochenta y dos", "ambiguous", "¿Y qué día y qué mes?"],
    ["en mil novecientos ochenta y dos", "ambiguous", "¿Y qué día y qué mes?"],
    ["en mayo del ochenta y dos", "ambiguous", "¿Y qué día y qué mes?"],
    [
      "31 de febrero del 82",
      "impossible",
      "Disculpe, esa fecha no me cuadra. ¿Me repite el día, el mes y el año en que nació?",
    ],
    [
      "29 de febrero del 81",
      "impossible",
      "Disculpe, esa fecha no me cuadra. ¿Me repite el día, el mes y el año en que nació?",
    ],
    [
      "21 de noviembre de 2026",
      "impossible",
      "Disculpe, esa fecha no me cuadra. ¿Me repite el día, el mes y el año en que nació?",
    ],
    [
      "3 de mayo de 1850",
      "impossible",
      "Disculpe, esa fecha no me cuadra. ¿Me repite el día, el mes y el año en que nació?",
    ],
    ["no se lo digo", "not_understood", "Disculpe, ¿me dice el día, el mes y el año en que nació?"],
    [
      "tengo cuarenta y cuatro años",
      "not_understood",
      "Disculpe, ¿me dice el día, el mes y el año en que nació?",
    ],
    ["mayo", "not_understood", "Disculpe, ¿me dice el día, el mes y el año en que nació?"],
    ["tres cuatro cinco seis siete", "ambiguous", "Disculpe, ¿me dice el día, el mes y el año en que nació?"],
  ])("%s is asked: %s", (said, reason, ask) => {
    expect(readBirthDate(said, there("ES", "es"))).toEqual({ ok: false, reason, ask });
  });
});

describe("a date of birth in English", () => {
  it.each<[Country, string, string]>([
    ["US", "May 3rd 1982", "1982-05-03"],
    ["US", "May third, nineteen eighty two", "1982-05-03"],
    ["US", "05/03/1982", "1982-05-03"],
    ["US", "5/3/82", "1982-05-03"],
    ["US", "13/5/1982", "1982-05-13"],
    ["US", "five twenty nineteen eighty two", "1982-05-20"],
    ["US", "May twenty first two thousand and one", "2001-05-21"],
    ["US", "I was born in 1982, on May 3rd", "1982-05-03"],
    ["GB", "05/03/1982", "1982-03-05"],
    ["GB", "the third of May nineteen eighty two", "1982-05-03"],
    ["GB", "third of May eighty two", "1982-05-03"],
    ["GB", "3 May 1982", "1982-05-03"],
    ["GB", "the thirty-first of December nineteen ninety nine", "1999-12-31"],
    ["GB", "the first of January two thousand", "2000-01-01"],
    ["GB", "tenth of October twenty ten", "2010-10-10"],
    ["GB", "the fifth of May nineteen oh five", "impossible"],
    ["GB", "third of May", "ambiguous"],
    ["GB", "I am forty four years old", "not_understood"],
    ["GB", "tres de mayo del ochenta y dos", "1982-05-03"],
    ["ES", "the third of May 1982", "1982-05-03"],
  ])("in %s: %s", (country, said, day) => {
    expect(bornOn(said, country, "en")).toBe(day);
  });
});

it("a date of birth is understood in words and in figures, whatever the day", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99 * 365 }), (ageDays) => {
      const born = shiftDay("2026-11-20", -ageDays);
      const [day, month, year] = [dayOfMonth(born), monthOf(born), yearOf(born)];
      const inWords = `el ${sayCardinal(day, "es")} de ${monthName(month, "es")} del ${sayCardinal(year % 100, "es")}`;
      expect(bornOn(inWords)).toBe(born);
      expect(bornOn(`${day} del ${month} del ${year}`)).toBe(born);
      expect(bornOn(`${month}/${day}/${year}`, "US", "en")).toBe(born);
      expect(bornOn(born)).toBe(born);
    }),
    { numRuns: 500 },
  );
});

it("a date of birth is a day that has been, or a question, whatever is said", () => {
  const words = fc.constantFrom(
    ..."el tres de del mayo cinco 82 1982 1800 0 99 mil dos novecientos ochenta y cero nineteen twenty año 3/5/82 30 de 31 febrero first oh".split(
      " ",
    ),
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(words, { maxLength: 10 }).map((list) => list.join(" ")),
      ),
      (said) => {
        const read = readBirthDate(said, there("ES", "es"));
        if (read.ok) expect(read.value <= "2026-11-20" && read.value >= "1906-11-20").toBe(true);
        else expect(read.ask).not.toBe("");
      },
    ),
    { numRuns: 3000 },
  );
});
