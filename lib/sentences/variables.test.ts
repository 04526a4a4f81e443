import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LANGUAGES, SENTENCE_KEYS } from "@/lib/vocabulary";
import { recordedWords, SENTENCES } from "./sentences";
import { fillSentence, namesIn, SENTENCE_VARIABLES, unknownNamesIn, VARIABLES_OF } from "./variables";

const VALUES = {
  advisor: "Ana Ruiz",
  business: "Clínica Sol",
  contact: "Luis Vega",
  reason: "cambio de cita",
  brief: "Quiere mover su cita del martes.",
};

describe("a sentence with its variables", () => {
  it.each([
    [
      "Llamada de {business}. {brief}. Pulse uno.",
      VALUES,
      "Llamada de Clínica Sol. Quiere mover su cita del martes. Pulse uno.",
    ],
    ["{brief} Pulse uno.", VALUES, "Quiere mover su cita del martes. Pulse uno."],
    ["¿Sigue ahí, {contact}?", VALUES, "¿Sigue ahí, Luis Vega?"],
    ["Llamada de {business}. {brief}. Pulse uno.", { business: "Sol" }, "Llamada de Sol. Pulse uno."],
    ["{brief}. Pulse uno.", {}, "Pulse uno."],
    ["{contact}, espere un momento.", {}, "Espere un momento."],
    ["Hola, {contact}, espere.", {}, "Hola, espere."],
    ["Gracias, {contact}.", {}, "Gracias."],
    ["Gracias por llamar a {business}.", {}, "Gracias por llamar."],
    ["¿Sigue ahí, {contact}?", {}, "¿Sigue ahí?"],
    ["Llama {contact} por {reason}, de {business}.", { contact: "Luis" }, "Llama Luis."],
    ["Le paso con {contact} ({reason}) ahora.", { contact: "Luis" }, "Le paso con Luis ahora."],
    ["Espere, {contact} ya viene.", {}, "Espere, ya viene."],
    ["{contact}{reason}", {}, ""],
    ["Hola {  contact  }.", VALUES, "Hola Luis Vega."],
    ["Hola {contact}.", { contact: "  Luis\n Vega " }, "Hola Luis Vega."],
    ["Hola {contact}.", { contact: "{brief}" }, "Hola brief."],
    ["Un momento... {contact} le espera.", VALUES, "Un momento... Luis Vega le espera."],
    ["eh, hola. bien", VALUES, "eh, hola. bien"],
  ])("%j becomes words to say", (text, values, said) => {
    expect(fillSentence(text, values, "es")).toBe(said);
  });

  it("speaks of an advisor where no name is known", () => {
    expect(fillSentence(SENTENCES.connecting.es, {}, "es")).toBe(
      "Estoy comunicándote con un asesor, espera un momento mientras verifico su disponibilidad.",
    );
    expect(fillSentence("I am calling {advisor}.", {}, "en")).toBe("I am calling an advisor.");
  });

  it("has neither braces nor gaps nor loose punctuation, whatever is known", () => {
    const subset = fc.subarray([...SENTENCE_VARIABLES]);
    const text = fc
      .array(
        fc.constantFrom("Hola", "de", "con", ",", ".", "?", " ", ...SENTENCE_VARIABLES.map((v) => `{${v}}`)),
      )
      .map((parts) => parts.join(" "));
    fc.assert(
      fc.property(text, subset, fc.constantFrom(...LANGUAGES), (given, known, language) => {
        const values = Object.fromEntries(known.map((name) => [name, VALUES[name]]));
        const said = fillSentence(given, values, language);
        expect(said).not.toMatch(/[{}\u{F8FF}\u{F8FE}]|\s\s|\s[,.?]|^\s|\s$/u);
      }),
    );
  });
});

describe("the house's own sentences", () => {
  it.each(SENTENCE_KEYS)("%s names only what it can know, and its recording nobody", (key) => {
    for (const language of LANGUAGES) {
      expect(unknownNamesIn(key, SENTENCES[key][language])).toEqual([]);
      expect(namesIn(recordedWords(key, language))).toEqual([]);
    }
  });

  it("tell a variable that is known elsewhere from one that is known here", () => {
    expect(VARIABLES_OF.connecting).not.toContain("brief");
    expect(unknownNamesIn("connecting", "Hola {brief}, {advisor}, {nombre}")).toEqual(["brief", "nombre"]);
  });
});
