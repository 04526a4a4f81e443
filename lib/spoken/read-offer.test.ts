import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Language } from "@/lib/vocabulary";
import { readOffer } from "./read-offer";
import { sayWhen } from "./say";
import type { SpokenContext } from "./understood";

const there = (language: Language): SpokenContext => ({
  now: new Date("2026-11-20T09:00:00Z"),
  timeZone: "Europe/Madrid",
  language,
  country: "ES",
});
/** Thursday 26 at 10:00, Thursday 26 at 11:15, Friday 27 at 9:00, Tuesday 1 December at 17:30. */
const OFFERED = [
  "2026-11-26T09:00:00Z",
  "2026-11-26T10:15:00Z",
  "2026-11-27T08:00:00Z",
  "2026-12-01T16:30:00Z",
].map((instant) => new Date(instant));
const chosen = (said: string, language: Language = "es", offered = OFFERED) => {
  const read = readOffer(said, offered, there(language));
  return read.ok ? offered.indexOf(read.value) : read.reason;
};

describe("an answer to free times that were offered", () => {
  it.each([
    ["la primera", 0],
    ["el primero, por favor", 0],
    ["la segunda", 1],
    ["la tercera está bien", 2],
    ["la última", 3],
    ["el viernes", 2],
    ["el viernes a las nueve", 2],
    ["el jueves a las diez", 0],
    ["el jueves a las once y cuarto", 1],
    ["a las once y cuarto", 1],
    ["la de las diez", 0],
    ["la de las nueve", 2],
    ["a las nueve mejor", 2],
    ["a las cinco y media", 3],
    ["a las cinco y media de la tarde", 3],
    ["la del martes", 3],
    ["el uno de diciembre", 3],
    ["el 27", 2],
    ["el martes por la tarde", 3],
    ["por la tarde", 3],
    ["sí, la del viernes", 2],
    ["el viernes me viene bien", 2],
    ["cualquiera", 0],
    ["me da igual", 0],
    ["el jueves", "ambiguous"],
    ["por la mañana", "ambiguous"],
    ["ninguna", "impossible"],
    ["no, otro día", "impossible"],
    ["no puedo", "impossible"],
    ["sí", "not_understood"],
    ["el domingo", "not_understood"],
    ["hola", "not_understood"],
    ["", "not_understood"],
  ])("%s", (said, expected) => {
    expect(chosen(said)).toBe(expected);
  });

  it.each([
    ["the first one", 0],
    ["the second", 1],
    ["the last one", 3],
    ["Friday", 2],
    ["Friday at nine", 2],
    ["quarter past eleven", 1],
    ["half five on Tuesday", 3],
    ["the first of December", 3],
    ["in the afternoon", 3],
    ["either", 0],
    ["Thursday", "ambiguous"],
    ["neither", "impossible"],
    ["yes", "not_understood"],
  ])("in English: %s", (said, expected) => {
    expect(chosen(said, "en")).toBe(expected);
  });

  it("of yes takes the only one", () => {
    expect(chosen("sí, perfecto", "es", OFFERED.slice(0, 1))).toBe(0);
    expect(chosen("yes please", "en", OFFERED.slice(0, 1))).toBe(0);
    expect(chosen("no, gracias", "es", OFFERED.slice(0, 1))).toBe("impossible");
    expect(chosen("sí", "es", [])).toBe("impossible");
  });

  it("that leaves several open is asked again with those", () => {
    expect(readOffer("el jueves", OFFERED, there("es"))).toEqual({
      ok: false,
      reason: "ambiguous",
      ask: "¿Cuál prefiere: el jueves 26 a las diez o a las once y cuarto?",
    });
  });

  it("is the one whose day and time are said in full", () => {
    for (const language of ["es", "en"] as const)
      for (const [index, slot] of OFFERED.entries())
        expect(chosen(sayWhen(slot, there(language)), language)).toBe(index);
  });

  it("is one of them or a question, whatever is said", () => {
    fc.assert(
      fc.property(fc.string(), (said) => {
        const read = readOffer(said, OFFERED, there("es"));
        expect(read.ok ? OFFERED.includes(read.value) : read.ask !== "").toBe(true);
      }),
    );
  });
});
