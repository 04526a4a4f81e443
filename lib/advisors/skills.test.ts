import { describe, expect, it } from "vitest";
import { isSkillWanted } from "./skills";

describe("what an advisor helps with", () => {
  it.each([
    ["Facturación", "facturas"],
    ["Facturación", "un problema con la factura"],
    ["Atención al cliente", "cliente"],
    ["Ortodoncia", "ortodoncista"],
    ["Uñas", "uñas"],
    ["Cobros", "COBRO"],
    ["Higiene dental", "higiene  Dental"],
    ["Billing", "bills"],
    ["TV", "la tv"],
  ])("%s is what is wanted for %s, and the other way round", (skill, wanted) => {
    expect(isSkillWanted(skill, wanted)).toBe(true);
    expect(isSkillWanted(wanted, skill)).toBe(true);
  });

  it.each([
    ["Contabilidad", "contacto"],
    ["Cirugía dental", "higiene dental"],
    ["Uñas", "una"],
    ["Depilación", "depósito"],
    ["Facturación", ""],
    ["—", "facturas"],
    ["Sol", "sola"],
  ])("%s is not what is wanted for %s", (skill, wanted) => {
    // `uñas` and `una` differ by their last letter only, and are too short to be forms of one word.
    expect(isSkillWanted(skill, wanted)).toBe(false);
  });
});
