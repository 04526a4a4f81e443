import { describe, expect, it } from "vitest";
import { analysisFields, analysisPatch, forbiddenPhrases } from "./schema";

const field = (values: object = {}) => ({ name: "insurer", label: "Seguro", type: "text", ...values });
const isFields = (...fields: object[]) => analysisFields.safeParse(fields).success;

describe("the business's own fields", () => {
  it.each<[string, boolean, object[]]>([
    ["one", true, [field()]],
    ["ten", true, Array.from({ length: 10 }, (_, index) => field({ name: `f${index}` }))],
    ["eleven", false, Array.from({ length: 11 }, (_, index) => field({ name: `f${index}` }))],
    ["two of one name", false, [field(), field()]],
    ["a name with accents", false, [field({ name: "seguro_médico" })]],
    ["a name that begins with a digit", false, [field({ name: "2nd" })]],
    ["a name that every object has", false, [field({ name: "constructor" })]],
    ["a label of two lines", false, [field({ label: "a\nb" })]],
    ["a type nobody knows", false, [field({ type: "date" })]],
    ["a choice of one", false, [field({ type: "choice", choices: ["a"] })]],
    ["a choice of two that are one", false, [field({ type: "choice", choices: ["Sí", "sí"] })]],
    ["a choice of two", true, [field({ type: "choice", choices: ["Sí", "No"] })]],
  ])("%s", (_, isRight, fields) => {
    expect(isFields(...fields)).toBe(isRight);
  });

  it("have choices only where one is to be chosen", () => {
    expect(analysisFields.parse([field({ choices: ["a", "b"] })])[0]?.choices).toEqual([]);
  });
});

it.each<[boolean, string[]]>([
  [true, []],
  [true, ["sin dolor", "garantizado"]],
  [false, ["x"]],
  [false, ["sin dolor", "Sin Dolor"]],
  [false, ["a".repeat(101)]],
  [false, Array.from({ length: 101 }, (_, index) => `frase ${index}`)],
])("phrases that nobody says: %s", (isRight, phrases) => {
  expect(forbiddenPhrases.safeParse(phrases).success).toBe(isRight);
});

it.each<[boolean, object]>([
  [false, {}],
  [true, { outcome: null }],
  [true, { qualificationScore: 100 }],
  [false, { qualificationScore: 101 }],
  [false, { qualificationScore: 7.5 }],
  [false, { outcome: "abducted" }],
  [false, { summary: "a".repeat(2001) }],
  [false, { followUp: { text: "", dueInDays: null } }],
  [false, { fields: { a: { b: 1 } } }],
  [false, { fields: Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`f${index}`, 1])) }],
])("a correction is %s: %j", (isRight, patch) => {
  expect(analysisPatch.safeParse(patch).success).toBe(isRight);
});
