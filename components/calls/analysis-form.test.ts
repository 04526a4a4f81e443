import { describe, expect, it } from "vitest";
import type { TenantView } from "@/lib/tenants/schema";
import { analysisForm, analysisFormOf, analysisPatchOf } from "./analysis-form";

const own: TenantView["analysisFields"] = [
  { name: "insurer", label: "Seguro", description: "", type: "text", choices: [] },
  { name: "children", label: "Hijos", description: "", type: "number", choices: [] },
  { name: "is_new", label: "Nuevo", description: "", type: "boolean", choices: [] },
];

const before = analysisFormOf(
  {
    corrected: ["outcome"],
    findings: {
      summary: "Preguntó.",
      outcome: "callback",
      intent: "information",
      qualificationScore: 70,
      sentiment: null,
      followUp: { text: "Llamar", dueInDays: 2 },
      fields: { insurer: "Sol", children: 2, is_new: false },
    },
  },
  own,
);
const patch = (now: object) => analysisPatchOf(before, { ...before, ...now }, own);

describe("a correction by hand", () => {
  it("begins with what is shown; a choice that nobody has made stands on what was found", () => {
    expect(before).toEqual({
      summary: "Preguntó.",
      outcome: "callback",
      intent: "",
      qualificationScore: "70",
      sentiment: "",
      followUp: "Llamar",
      followUpDays: "2",
      fields: { insurer: "Sol", children: "2", is_new: "no" },
    });
  });

  it("is only what was changed", () => {
    expect(patch({})).toEqual({});
    expect(patch({ intent: "billing", summary: " Preguntó. " })).toEqual({ intent: "billing" });
    expect(patch({ followUpDays: "" })).toEqual({ followUp: { text: "Llamar", dueInDays: null } });
    expect(patch({ fields: { ...before.fields, children: "3,5", is_new: "yes" } })).toEqual({
      fields: { children: 3.5, is_new: true },
    });
  });

  it("is taken back where a field is emptied", () => {
    expect(
      patch({
        summary: "",
        outcome: "",
        qualificationScore: "",
        followUp: "",
        fields: { ...before.fields, insurer: "" },
      }),
    ).toEqual({
      summary: null,
      outcome: null,
      qualificationScore: null,
      followUp: null,
      fields: { insurer: null },
    });
  });

  it.each([
    [{ qualificationScore: "101" }, ["qualificationScore"]],
    [{ qualificationScore: "much" }, ["qualificationScore"]],
    [{ followUpDays: "1.5" }, ["followUpDays"]],
    [{ fields: { ...before.fields, children: "dos" } }, ["fields.children"]],
    [{ qualificationScore: " 90 " }, undefined],
  ])("of %j is judged before it is sent", (now, faults) => {
    const parsed = analysisForm(own).safeParse({ ...before, ...now });
    const paths = parsed.error?.issues.map(({ path }) => path.join("."));
    expect(paths && [...new Set(paths)]).toEqual(faults);
  });
});
