import { describe, expect, it } from "vitest";
import { ATTENTION_REASONS, COUNTRIES, LANGUAGES } from "@/lib/vocabulary";
import { detectConcern } from "./detect";
import {
  joinSafetyRules,
  safetyRules,
  safetyRulesIn,
  withoutSafetyRules,
  withSafetyRules,
} from "./prompt-rules";
import { EMERGENCY_NUMBERS, fixedWords } from "./words";

const SPAIN = { language: "es", country: "ES" } as const;

describe("the fixed words", () => {
  it.each([
    ["ES", "112, uno uno dos"],
    ["MX", "911, nueve uno uno"],
    ["CO", "123, uno dos tres"],
    ["AR", "107, uno cero siete, o al 911, nueve uno uno"],
    ["CL", "131, uno tres uno"],
    ["PE", "106, uno cero seis"],
  ] as const)("name the number of %s in figures and digit by digit", (country, numbers) => {
    expect(fixedWords("medical_emergency", "es", country)).toContain(`al ${numbers}. `);
  });

  it("name the country's number, whatever language is spoken there", () => {
    for (const country of COUNTRIES)
      for (const language of LANGUAGES)
        for (const number of EMERGENCY_NUMBERS[country])
          expect(fixedWords("medical_emergency", language, country)).toContain(number);
  });

  it("are no concern themselves: a house must not take its own words for a caller's", () => {
    for (const kind of ATTENTION_REASONS)
      for (const language of LANGUAGES)
        expect(detectConcern(fixedWords(kind, language, "ES"))).toBeUndefined();
  });
});

describe("the rules behind a prompt", () => {
  const prompt = "Eres la recepción.\n\nHablas de usted.";

  it("stand behind it with the words of the country, and come off without a trace", () => {
    const told = withSafetyRules(prompt, SPAIN);
    expect(told.startsWith(prompt)).toBe(true);
    expect(told).toContain(`EMERGENCY WORDS: ${fixedWords("medical_emergency", "es", "ES")}\n`);
    expect(told).toContain(`ADVICE WORDS: ${fixedWords("medical_advice", "es", "ES")}\n`);
    expect(withoutSafetyRules(told)).toBe(prompt);
    expect(safetyRulesIn(told)).toBe(safetyRules(SPAIN));
  });

  it("are there once, however often they are put there, and those of another country give way", () => {
    const told = withSafetyRules(withSafetyRules(prompt, { language: "es", country: "MX" }), SPAIN);
    expect(told).toBe(withSafetyRules(prompt, SPAIN));
  });

  it("leave what somebody wrote behind them to the person who wrote it", () => {
    const told = `${withSafetyRules(prompt, SPAIN)}\n\nY sé breve.`;
    expect(withoutSafetyRules(told)).toBe(`${prompt}\n\nY sé breve.`);
  });

  it("need no stand-in for a variable", () => {
    for (const country of COUNTRIES)
      for (const language of LANGUAGES) expect(safetyRules({ language, country })).not.toContain("{{");
  });

  it("are none where there are none", () => {
    expect(safetyRulesIn(prompt)).toBe("");
    expect(joinSafetyRules(prompt, "")).toBe(prompt);
    expect(withoutSafetyRules("Di <safety_rules> y nada más.")).toBe("Di <safety_rules> y nada más.");
  });
});
