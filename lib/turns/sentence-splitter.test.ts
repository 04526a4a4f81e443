import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SentenceSplitter } from "./sentence-splitter";

function split(text: string, pieceLength: number): string[] {
  const splitter = new SentenceSplitter();
  const said: string[] = [];
  for (let at = 0; at < text.length; at += pieceLength)
    said.push(...splitter.push(text.slice(at, at + pieceLength)));
  return [...said, ...splitter.end()];
}

describe("what a model writes", () => {
  it.each([
    ["Claro que sí. ¿Qué día le viene bien?", ["Claro que sí.", "¿Qué día le viene bien?"]],
    [
      "Le atiende la Dra. Ruiz a las 10.30 h. ¿Le va bien?",
      ["Le atiende la Dra. Ruiz a las 10.30 h.", "¿Le va bien?"],
    ],
    [
      "Cuesta 35.50 euros la limpieza. ¿Se la reservo?",
      ["Cuesta 35.50 euros la limpieza.", "¿Se la reservo?"],
    ],
    ["Sí. Tenemos hueco el jueves. ¿Le va bien?", ["Sí. Tenemos hueco el jueves.", "¿Le va bien?"]],
    [
      "Mr. Smith is at 12 St. James. He waits for you.",
      ["Mr. Smith is at 12 St. James.", "He waits for you."],
    ],
    ["Habla con J. Pérez mañana. Gracias por llamar.", ["Habla con J. Pérez mañana.", "Gracias por llamar."]],
    ["Un momento… Ya lo tengo aquí. Es el lunes.", ["Un momento…", "Ya lo tengo aquí.", "Es el lunes."]],
    [
      "**Opciones:**\n1. El lunes a las diez\n2. El martes a las once",
      ["Opciones:", "1. El lunes a las diez", "2. El martes a las once"],
    ],
    ["Dijo «ya voy.» Y vino a las dos.", ["Dijo «ya voy.»", "Y vino a las dos."]],
    ["", []],
    ["   \n ", []],
  ])("%j is spoken as %j, however it arrives", (text, sentences) => {
    for (const length of [1, 3, 7, 1000]) expect(split(text, length)).toEqual(sentences);
  });

  it("may begin with a clause, where somebody waits for a sound", () => {
    const text =
      "Nuestro horario es de lunes a viernes, de nueve a ocho, y los sábados. ¿Algo más, por favor?";
    const eager = new SentenceSplitter({ isEager: true });
    const said = Array.from(text, (letter) => eager.push(letter)).flat();
    expect([...said, ...eager.end()]).toEqual([
      "Nuestro horario es de lunes a viernes,",
      "de nueve a ocho, y los sábados.",
      "¿Algo más, por favor?",
    ]);
    const short = new SentenceSplitter({ isEager: true });
    expect([...short.push("Sí, claro. Dígame, por favor, su nombre completo. "), ...short.end()]).toEqual([
      "Sí, claro.",
      "Dígame, por favor, su nombre completo.",
    ]);
  });

  it("that never ends is cut where breath is taken", () => {
    const parts = split("palabra y otra, ".repeat(60), 11);
    expect(parts.length).toBeGreaterThan(2);
    for (const part of parts) expect(part.length).toBeLessThanOrEqual(280);
  });

  it("loses no word, and none is said twice, wherever it is cut", () => {
    const word = fc.constantFrom(
      "hola",
      "a",
      "Dra.",
      "10.30",
      "mañana.",
      "¿sí?",
      "etc.",
      "J.",
      "…",
      "\n",
      "bien,",
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 80 }), fc.integer({ min: 1, max: 20 }), (words, length) => {
        const text = words.join(" ");
        const letters = (said: string) => said.replaceAll(/\s+/g, "");
        expect(letters(split(text, length).join(""))).toBe(letters(text));
      }),
    );
  });
});
