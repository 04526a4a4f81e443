import { describe, expect, it } from "vitest";
import type { AnalysisAnswer, Wanted } from "./answer-shape";
import { readAnswer } from "./read-answer";

const ALL: Wanted = { isScored: true, isSentimentJudged: true, fields: [] };
const NONE: Wanted = { isScored: false, isSentimentJudged: false, fields: [] };
const SAID: AnalysisAnswer = {
  title: "Pide precio",
  summary: "Preguntó por un precio.",
  outcome: "callback",
  intent: "information",
  qualification_score: 70,
  score_reasons: ["Tiene prisa", " "],
  sentiment: "positive",
  follow_up: { text: "Mandar el presupuesto", due_in_days: 2 },
  confidence: 0.876,
};

describe("the answer of a model", () => {
  it("is kept without what was not asked for", () => {
    expect(readAnswer(SAID, ALL)).toMatchObject({
      qualificationScore: 70,
      reasons: ["Tiene prisa"],
      sentiment: "positive",
      confidence: 0.88,
    });
    expect(readAnswer(SAID, NONE)).toMatchObject({ qualificationScore: null, reasons: [], sentiment: null });
  });

  it("is plain lines of bounded length that can be stored", () => {
    const read = readAnswer(
      {
        ...SAID,
        title: "  Pide\u202E\n\u0000precio ",
        summary: "😀".repeat(2000),
        score_reasons: Array.from({ length: 50 }, () => "r".repeat(900)),
      },
      ALL,
    );
    expect(read.title).toBe("Pide precio");
    expect(read.summary.length).toBeLessThanOrEqual(1000);
    expect(read.summary.isWellFormed()).toBe(true);
    expect(read.reasons).toHaveLength(5);
    expect(read.reasons[0]).toHaveLength(200);
  });

  it("promises nothing where it says nothing, and no day that nobody means", () => {
    const followUpOf = (follow_up: AnalysisAnswer["follow_up"]) =>
      readAnswer({ ...SAID, follow_up }, ALL).followUp;
    expect(followUpOf(null)).toBeNull();
    expect(followUpOf({ text: " \n", due_in_days: 1 })).toBeNull();
    expect(followUpOf({ text: "Llamar", due_in_days: 365 })).toEqual({ text: "Llamar", dueInDays: null });
  });

  it("has a value for each of the business's own fields and for no other", () => {
    const fields = ["insurer", "age"].map((name) => ({
      name,
      label: name,
      description: "",
      type: "text" as const,
      choices: [],
    }));
    const read = readAnswer({ ...SAID, fields: { insurer: " ", shoe_size: 43 } }, { ...ALL, fields });
    expect(read.fields).toEqual({ insurer: null, age: null });
  });
});
