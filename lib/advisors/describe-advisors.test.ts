import { describe, expect, it } from "vitest";
import type { Language } from "@/lib/vocabulary";
import { advisorLines } from "./describe-advisors";

const person = (name: string, skills: string[] = [], languages: Language[] = []) => ({
  name,
  skills,
  languages,
});

describe("what an agent is told of the advisors", () => {
  it("is a line for each skill, spelled as first written, and one for who helps with anything else", () => {
    const people = [
      person("Marta", ["Urgencias", "Facturación"], ["es", "en"]),
      person("Luis", ["facturacion"]),
      person("Ana"),
    ];
    expect(advisorLines(people, "es")).toBe(
      "- Facturación: Marta (español, inglés), Luis\n- Urgencias: Marta (español, inglés)\n- Cualquier otra cosa: Ana",
    );
    expect(advisorLines(people, "en")).toContain("- Anything else: Ana");
  });

  it("is nothing where there is nobody", () => {
    expect(advisorLines([], "es")).toBe("");
  });

  it("stays short however many there are, and never leaves out who helps with anything", () => {
    const many = Array.from({ length: 60 }, (_, index) => person(`P${index}`, [`Tarea ${index}`]));
    const lines = advisorLines([...many, person("Ana")], "es").split("\n");
    expect(lines).toHaveLength(25);
    expect(lines.at(-1)).toBe("- Cualquier otra cosa: Ana");
  });
});
