import { describe, expect, it } from "vitest";
import { fieldsForm, fieldsFormOf, fieldsOfForm, linesOf, nameOfLabel, phrasesForm } from "./analysis-form";

const field = (values: object) => ({
  name: "insurer",
  label: "Seguro",
  description: "",
  type: "text",
  choices: "",
  ...values,
});

/** Where the form is wrong. */
const faults = (...analysisFields: object[]) =>
  fieldsForm.safeParse({ analysisFields }).error?.issues.map(({ path }) => path.join("."));

describe("own fields in the form", () => {
  it("come back as they were", () => {
    const stored = [
      {
        name: "tooth",
        label: "Pieza",
        description: "",
        type: "choice" as const,
        choices: ["muela", "diente"],
      },
    ];
    expect(fieldsOfForm(fieldsFormOf({ analysisFields: stored }))).toEqual(stored);
  });

  it("are judged as the server judges them, each at its control", () => {
    expect(faults(field({}))).toBeUndefined();
    expect(faults(field({ name: "Seguro médico" }))).toEqual(["analysisFields.0.name"]);
    expect(faults(field({ label: "" }))).toEqual(["analysisFields.0.label"]);
    expect(faults(field({}), field({ label: "Otro" }))).toEqual(["analysisFields.1.name"]);
    expect(faults(field({ type: "choice", choices: "una" }))).toEqual(["analysisFields.0.choices"]);
    expect(faults(field({ type: "choice", choices: "una\nUna" }))).toEqual(["analysisFields.0.choices"]);
    expect(faults(field({ type: "choice", choices: `una\n${"x".repeat(61)}` }))).toEqual([
      "analysisFields.0.choices",
    ]);
    expect(faults(...Array.from({ length: 11 }, (_, index) => field({ name: `f${index}` })))).toEqual([
      "analysisFields",
    ]);
  });
});

it("lines are trimmed, and empty ones are nothing", () => {
  expect(linesOf(" sin dolor \n\n garantizado")).toEqual(["sin dolor", "garantizado"]);
});

it("phrases are judged line by line, in the one place where they stand", () => {
  const paths = (phrases: string) =>
    phrasesForm.safeParse({ phrases }).error?.issues.map(({ path }) => path.join("."));
  expect(paths("sin dolor\ngarantizado")).toBeUndefined();
  expect(paths("sin dolor\nx")).toEqual(["phrases"]);
  expect(paths("Sin dolor\nsin dolor")).toEqual(["phrases"]);
});

it.each([
  ["Seguro médico", "seguro_medico"],
  ["¿Es nuevo?", "es_nuevo"],
  ["2.º hijo", "hijo"],
  ["123", ""],
  ["a".repeat(60), "a".repeat(40)],
])("the key of %j is %j", (label, name) => {
  expect(nameOfLabel(label)).toBe(name);
});
