import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchName, matchService } from "./read-name";

describe("a name that is said and one that is known", () => {
  it.each([
    ["Ana García López", "Ana García López"],
    ["ana garcia lopez", "Ana García López"],
    ["soy Ana García López", "Ana García López"],
    ["me llamo Ana García", "Ana García López"],
    ["Ana López", "Ana García López"],
    ["Ana López García", "Ana García López"],
    ["García López, Ana", "Ana García López"],
    ["Ana García López", "García López, Ana"],
    ["Ana García López", "Ana García"],
    ["Ana Jiménez", "Ana Giménez"],
    ["Ana Ximénez", "Ana Jiménez"],
    ["Banesa Ruis", "Vanesa Ruiz"],
    ["Elena Gonzales", "Elena González"],
    ["Ester Núñez", "Esther Nuñez"],
    ["Iñigo Etxeberria", "Íñigo Etxeberria"],
    ["Jesica Peres", "Jessica Pérez"],
    ["Yolanda Llorente", "Llolanda Yorente"],
    ["Carlos Balverde", "Carlos Valverde"],
    ["Rocío Hernández", "Rosio Ernández"],
    ["María de la Cruz", "María Cruz"],
    ["Jose Luis Rodríguez", "José Luis Rodríguez Pérez"],
    ["María Carmen Ruiz Pérez", "María del Carmen Ruiz Pérez"],
    ["Kike Marín", "Quique Marín"],
    ["Cristian Vega", "Christian Bega"],
    ["my name is John Smith", "John Smith"],
    ["doña Ana García", "Ana García"],
    ["Ana", "Ana"],
    ["Xavier Font", "Javier Font"],
    ["Sofía Garay", "Sofía Garai"],
    ["Zoe Zárate", "Soe Sárate"],
  ])("%s is %s", (spoken, known) => {
    expect(matchName(spoken, known)).toBe("same");
  });

  it.each([
    ["Ana", "Ana García López"],
    ["García López", "Ana García López"],
    ["García", "Ana García López"],
    ["soy Ana", "Ana García"],
    ["Carmen Ruiz", "María del Carmen Ruiz Pérez"],
    ["Ana García", "Ana"],
  ])("%s may be %s, and is not enough", (spoken, known) => {
    expect(matchName(spoken, known)).toBe("partial");
  });

  it.each([
    ["Ana Martínez", "Ana García López"],
    ["Pedro García López", "Ana García López"],
    ["Paco Ruiz", "Francisco Ruiz"],
    ["Lola Vega", "Dolores Vega"],
    ["Pepe", "José"],
    ["Ana Fernández", "Ana Hernández"],
    ["Marta Ruiz", "María Ruiz"],
    ["Mario Ruiz", "María Ruiz"],
    ["Ana María", "Mariana"],
    ["Luis Sanz", "Luisa Sanz"],
    ["", "Ana García"],
    ["de la", "María de la Cruz"],
    ["soy yo", "Ana García"],
    ["Ana María Carmen Laura García López Ruiz", "Ana García"],
    ["123", "Ana García"],
  ])("%s is not %s", (spoken, known) => {
    expect(matchName(spoken, known)).toBe("different");
  });

  it("are the same when they are, in any order, whatever they are", () => {
    const word = fc.stringMatching(/^[b-df-hj-np-tv-z][aeiou][b-df-hj-np-tv-z]{1,2}[aeiou]$/);
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 4 }), (words) => {
        // Words that are said around names are taken for none.
        fc.pre(words.every((one) => matchName(one, one) === "same"));
        expect(matchName(words.toReversed().join(" "), words.join(" "))).toBe("same");
      }),
    );
  });

  it("are compared whatever they are", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (spoken, known) => {
        expect(["same", "partial", "different"]).toContain(matchName(spoken, known));
      }),
    );
    expect(matchName("a".repeat(1_000_000), "hola ".repeat(100_000))).toBe("different");
  });
});

describe("a service that is asked for", () => {
  const DENTIST = [
    "Limpieza dental",
    "Revisión",
    "Ortodoncia",
    "Empaste",
    "Blanqueamiento dental",
    "Implante",
  ];
  const SALON = [
    "Corte",
    "Corte y color",
    "Corte caballero",
    "Mechas",
    "Manicura",
    "Peinado",
    "Tratamiento facial",
  ];

  it.each([
    ["una limpieza", DENTIST, "Limpieza dental"],
    ["limpiezas", DENTIST, "Limpieza dental"],
    ["una limpiesa de dientes", DENTIST, "Limpieza dental"],
    ["hacerme una limpieza bucal", DENTIST, "Limpieza dental"],
    ["una revisión", DENTIST, "Revisión"],
    ["rebision", DENTIST, "Revisión"],
    ["revisiones", DENTIST, "Revisión"],
    ["quería pedir cita para la ortodoncia", DENTIST, "Ortodoncia"],
    ["ortodonzia", DENTIST, "Ortodoncia"],
    ["un enpaste", DENTIST, "Empaste"],
    ["blanqueamiento", DENTIST, "Blanqueamiento dental"],
    ["blanquiamiento", DENTIST, "Blanqueamiento dental"],
    ["un implante", DENTIST, "Implante"],
    ["implantes", DENTIST, "Implante"],
    ["corte", SALON, "Corte"],
    ["cortarme... un corte de pelo", SALON, "Corte"],
    ["corte y color", SALON, "Corte y color"],
    ["color", SALON, "Corte y color"],
    ["corte de caballero", SALON, "Corte caballero"],
    ["unas mechas", SALON, "Mechas"],
    ["la manicura", SALON, "Manicura"],
    ["peinados", SALON, "Peinado"],
    ["un facial", SALON, "Tratamiento facial"],
    ["la doctora Ruiz", ["Dra. Elena Ruiz", "Dr. Luis Vega"], "Dra. Elena Ruiz"],
    ["con Elena", ["Elena Ruiz", "Luis Vega"], "Elena Ruiz"],
    ["a cleaning", ["Cleaning", "Check-up"], "Cleaning"],
    ["a check up please", ["Cleaning", "Check-up"], "Check-up"],
  ])("%s, of %s, is %s", (spoken, names, name) => {
    expect(matchService(spoken, names)).toEqual({ result: "one", name });
  });

  it("may be several", () => {
    expect(matchService("limpieza", ["Limpieza dental", "Limpieza facial"])).toEqual({
      result: "several",
      names: ["Limpieza dental", "Limpieza facial"],
    });
    expect(matchService("algo dental", DENTIST)).toEqual({
      result: "several",
      names: ["Limpieza dental", "Blanqueamiento dental"],
    });
  });

  it.each([
    ["un masaje", DENTIST],
    ["", DENTIST],
    ["quiero una cita", DENTIST],
    ["lo que sea", SALON],
    ["corte", []],
    ["implorar", DENTIST],
  ])("%s is none of %s", (spoken, names) => {
    expect(matchService(spoken, names)).toEqual({ result: "none" });
  });

  it("is itself when it is said as it is written", () => {
    for (const names of [DENTIST, SALON])
      for (const name of names) expect(matchService(name, names)).toEqual({ result: "one", name });
  });

  it("is one of those on offer, whatever is said", () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string(), { maxLength: 8 }), (spoken, names) => {
        const match = matchService(spoken, names);
        const found = match.result === "one" ? [match.name] : match.result === "several" ? match.names : [];
        expect(names).toEqual(expect.arrayContaining(found));
      }),
    );
  });
});
