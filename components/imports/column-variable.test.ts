import { describe, expect, it } from "vitest";
import { columnMapping } from "@/lib/imports/schema";
import { variableOf } from "./column-variable";

describe("the variable a column becomes", () => {
  it.each([
    ["Doctor habitual", "doctor_habitual"],
    ["Última visita (año)", "ultima_visita_ano"],
    ["2ª visita", "c_2_visita"],
    ["system__call", "system_call"],
    ["¿?", "columna_3"],
    ["", "columna_3"],
    ["x".repeat(200), "x".repeat(60)],
  ])("of %j is %s, and the server takes it", (heading, name) => {
    expect(variableOf(heading, 3)).toBe(name);
    expect(columnMapping.safeParse({ 0: `variable:${name}` }).success).toBe(true);
  });
});
