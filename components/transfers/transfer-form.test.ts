import { expect, test } from "vitest";
import { MAX_BRIEF, transferInput } from "@/lib/transfers/schema";
import { briefFrom, orderOf, transferForm } from "./transfer-form";

const EMPTY = { advisorId: "", skill: "", reason: "", brief: "" };
const ADVISOR = "00000000-0000-4000-8000-000000000001";

test("what was left empty is not asked for", () => {
  expect(orderOf(EMPTY)).toEqual({});
  expect(transferInput.safeParse(orderOf(EMPTY)).success).toBe(true);
});

test("a skill is asked of whoever is free, never of somebody chosen by name", () => {
  expect(orderOf({ ...EMPTY, skill: "facturas" })).toEqual({ skill: "facturas" });
  expect(orderOf({ ...EMPTY, skill: "facturas", advisorId: ADVISOR })).toEqual({ advisorId: ADVISOR });
});

test("the brief says who it is and what they said last, in their own words", () => {
  expect(briefFrom("Marta Gil", " Quiero hablar de una factura. ")).toBe(
    "Marta Gil: «Quiero hablar de una factura.»",
  );
  expect(briefFrom(null, "Quiero hablar de una factura.")).toBe("«Quiero hablar de una factura.»");
  expect(briefFrom("Marta Gil", undefined)).toBe("Marta Gil");
  expect(briefFrom(null, undefined)).toBe("");
});

test("a long sentence is cut where the brief ends, and is still a brief the house takes", () => {
  for (const said of ["a".repeat(5000), "á 🦷".repeat(300)]) {
    const brief = briefFrom("Marta Gil", said);
    expect(brief.length).toBeLessThanOrEqual(MAX_BRIEF);
    expect(brief.endsWith("…»")).toBe(true);
    expect(transferInput.safeParse(orderOf(transferForm.parse({ ...EMPTY, brief }))).success).toBe(true);
  }
});
