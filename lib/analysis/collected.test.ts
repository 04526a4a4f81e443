import { describe, expect, it } from "vitest";
import type { Wanted } from "./answer-shape";
import { collectedOf, findingsOfCollected, isComplete } from "./collected";

const WANTED: Wanted = {
  isScored: true,
  isSentimentJudged: false,
  fields: [
    { name: "children", label: "Hijos", description: "", type: "number", choices: [] },
    { name: "tooth", label: "Pieza", description: "", type: "choice", choices: ["muela", "diente"] },
  ],
};

const report = (dataCollection: unknown, others: object = {}) => ({
  type: "conversation_reported" as const,
  payload: { title: null, summary: "Wanted a price.", dataCollection, ...others },
});

describe("what ElevenLabs collected", () => {
  it("is read by name, and left out where it is of another kind than it should be", () => {
    const { values, fields } = collectedOf(
      [
        report({
          outcome: { value: "booked", rationale: "x" },
          Intent: { value: "book" },
          qualification_score: { value: "85" },
          sentiment: { value: "positive" },
          children: { value: "two" },
          tooth: { value: "muela" },
          shoe_size: { value: 43 },
        }),
      ],
      WANTED,
    );
    expect(values).toEqual({ outcome: "booked", intent: "book", qualificationScore: 85 });
    expect(fields).toEqual({ tooth: "muela" });
  });

  it.each([[null], ["text"], [[]], [{ outcome: "booked" }], [{ outcome: { value: "abducted" } }]])(
    "is nothing where it is %j",
    (dataCollection) => {
      expect(collectedOf([report(dataCollection)], WANTED).values).toEqual({});
    },
  );

  it.each([
    [85, 85],
    ["85", 85],
    [" 0 ", 0],
    ["85.0", 85],
    ["", undefined],
    [" ", undefined],
    [false, undefined],
    [[], undefined],
    ["101", undefined],
    [-1, undefined],
    [8.5, undefined],
  ])("%j points are %j", (value, points) => {
    const { values } = collectedOf([report({ qualification_score: { value } })], WANTED);
    expect(values.qualificationScore).toBe(points);
  });

  it("of several conversations is what the last one says", () => {
    const { summary, values } = collectedOf(
      [
        report({ outcome: { value: "callback" }, intent: { value: "book" } }),
        report({ outcome: { value: "transferred" } }, { summary: "Spoke with Marta." }),
      ],
      WANTED,
    );
    expect(summary).toBe("Spoke with Marta.");
    expect(values).toEqual({ outcome: "transferred", intent: "book" });
  });

  it("is enough only when nothing of what is wanted is missing", () => {
    const all = {
      outcome: { value: "booked" },
      intent: { value: "book" },
      qualification_score: { value: 85 },
      children: { value: 2 },
      tooth: { value: "muela" },
    };
    expect(isComplete(collectedOf([report(all)], WANTED), WANTED)).toBe(true);
    for (const name of Object.keys(all)) {
      const some = Object.fromEntries(Object.entries(all).filter(([key]) => key !== name));
      expect(isComplete(collectedOf([report(some)], WANTED), WANTED), name).toBe(false);
    }
    expect(isComplete(collectedOf([report(all, { summary: null })], WANTED), WANTED)).toBe(false);
  });

  it("without a summary is no analysis, and alone claims no outcome", () => {
    const findings = (payload: object) =>
      findingsOfCollected(collectedOf([report({}, payload)], WANTED), WANTED);
    expect(findings({ summary: " " })).toBeUndefined();
    expect(findings({})).toMatchObject({
      outcome: "no_outcome",
      isOutcomeCollected: false,
      confidence: null,
      fields: { children: null, tooth: null },
    });
  });
});
