import { describe, expect, it } from "vitest";
import { answerShape } from "./answer-shape";
import { instructionsFor } from "./instructions";

const call = {
  direction: "outbound" as const,
  purpose: "sales" as const,
  startedAt: new Date("2026-11-20T23:30:00Z"),
};
const tenant = { language: "es" as const, kind: "clinic" as const, timeZone: "Europe/Madrid" };
const wanted = { isScored: true, isSentimentJudged: false, fields: [] };

describe("what a model is told", () => {
  it("names the language and the day of the business", () => {
    const told = instructionsFor(call, tenant, wanted);
    expect(told).toContain("Write every text in Spanish");
    expect(told).toContain("placed on 2026-11-21 (purpose: sales)");
    expect(instructionsFor(call, { ...tenant, language: "en" }, wanted)).toContain("English");
  });

  it("asks for marks and moods only where they are wanted", () => {
    expect(instructionsFor(call, tenant, wanted)).toMatch(
      /qualification_score: 0 to 100[^]*sentiment: null\./,
    );
    expect(instructionsFor(call, tenant, { ...wanted, isScored: false, isSentimentJudged: true })).toMatch(
      /qualification_score: null\.[^]*sentiment: the mood/,
    );
  });
});

describe("the shape of the answer", () => {
  it("has the business's own fields, each of its kind or null, only where there are any", () => {
    expect(answerShape({ fields: [] }).shape).not.toHaveProperty("fields");
    const { fields } = answerShape({
      fields: [
        { name: "tooth", label: "Pieza", description: "", type: "choice", choices: ["muela", "diente"] },
        { name: "children", label: "Hijos", description: "", type: "number", choices: [] },
      ],
    }).shape as { fields: { safeParse: (value: unknown) => { success: boolean } } };
    const isRight = (value: unknown) => fields.safeParse(value).success;
    expect(isRight({ tooth: "muela", children: 2 })).toBe(true);
    expect(isRight({ tooth: null, children: null })).toBe(true);
    expect(isRight({ tooth: "colmillo", children: 2 })).toBe(false);
    expect(isRight({ tooth: "muela", children: "2" })).toBe(false);
    expect(isRight({ tooth: "muela" })).toBe(false);
  });
});
