import { describe, expect, it } from "vitest";
import { splitHeard } from "./heard";

describe("a turn of the transcript", () => {
  it("that was said to its end has nothing more to show", () => {
    expect(splitHeard({ text: "Buenos días.", originalText: null, interrupted: false })).toEqual({
      heard: "Buenos días.",
      unheard: "",
      corrected: "",
    });
  });

  it("that was cut short keeps apart what nobody heard", () => {
    expect(
      splitHeard({ text: "Tengo hueco", originalText: "Tengo hueco el martes.", interrupted: true }),
    ).toEqual({
      heard: "Tengo hueco",
      unheard: " el martes.",
      corrected: "",
    });
  });

  it("that was put right shows what it said before", () => {
    expect(
      splitHeard({ text: "El jueves.", originalText: "El viernes.", interrupted: false }).corrected,
    ).toBe("El viernes.");
  });
});
