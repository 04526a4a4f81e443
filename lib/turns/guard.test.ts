import { describe, expect, it } from "vitest";
import type { Language } from "@/lib/vocabulary";
import { allowedPrices, type GuardReason, guardInstructions, judgeSentence } from "./guard";
import { pricesIn } from "./prices";

const PROMPT = "Precios: limpieza 60 €, corte de pelo 25 euros. La primera visita es gratis.";
const rules = (language: Language) => ({
  language,
  country: "ES" as const,
  forbidden: ["Clínica Luna", "garantizado", "año nuevo"],
  prices: allowedPrices([{ price: "45.00" }, { price: null }, { price: "1200.50" }], PROMPT, "ES"),
});

const TABLE: [Language, string, GuardReason | undefined][] = [
  ["es", "La limpieza cuesta 60 euros.", undefined],
  ["es", "La limpieza son sesenta euros.", undefined],
  ["es", "El corte vale veinticinco.", undefined],
  ["es", "La ortodoncia cuesta 1.200,50 €.", undefined],
  ["es", "La ortodoncia sale por mil doscientos euros.", undefined],
  ["es", "La primera visita es gratis.", undefined],
  ["es", "Cuesta 35 euros.", "price"],
  ["es", "Cuesta unos treinta y cinco euros.", "price"],
  ["es", "El precio de la limpieza es de 80.", "price"],
  ["es", "Son $120.", "price"],
  ["es", "Le hago un descuento si viene hoy.", "price"],
  ["es", "Serían ciento veinte mil pesos.", "price"],
  ["es", "Tiene hueco el jueves a las 10:30 o a las doce.", undefined],
  ["es", "Su cita es el 26/11/2026 a las diez y media.", undefined],
  ["es", "Le llamamos al 600 111 222.", undefined],
  ["es", "Tardamos unos treinta minutos en la limpieza.", undefined],
  ["es", "Hay dos citas libres y una a las cinco.", undefined],
  ["es", "Vale, le apunto el martes a las cinco.", undefined],
  ["es", "Vale, el martes veinticuatro a las diez.", undefined],
  ["es", "¿Le vale a las cinco y media?", undefined],
  ["es", "La doctora sale a las seis.", undefined],
  ["es", "La limpieza cuesta 60 euros y dura treinta minutos.", undefined],
  ["es", "El tratamiento cuesta cuatro sesiones.", undefined],
  ["es", "No hacemos descuentos.", undefined],
  ["es", "Le hacemos un 20 por ciento menos.", "price"],
  ["es", "Hoy tiene un 15 % en todo.", "price"],
  ["en", "Thursday at ten is free.", undefined],
  ["en", "You can pay when you arrive at ten.", undefined],
  ["es", "Tome ibuprofeno de 600 mg y se le pasará.", "medical_advice"],
  ["es", "Puede tomar un antibiótico mientras tanto.", "medical_advice"],
  ["es", "Le recomiendo dejar de tomar la medicación.", "medical_advice"],
  ["es", "Una cada ocho horas durante siete días.", "medical_advice"],
  ["es", "Eso no es grave, no se preocupe.", "medical_advice"],
  ["es", "Usted tiene una infección.", "medical_advice"],
  ["es", "Su analítica salió bien.", "medical_advice"],
  ["es", "Puede tomar nota del teléfono, por favor.", undefined],
  ["es", "Puede tomar asiento al llegar.", undefined],
  ["es", "Recuerde traer su medicación el día de la cita.", undefined],
  ["es", "No se preocupe, cambiamos la cita.", undefined],
  ["es", "Sus resultados los explica la doctora en la consulta.", undefined],
  ["es", "You should take ibuprofen every day.", "medical_advice"],
  ["es", "That is thirty euros.", "price"],
  ["es", "We give you a discount.", "price"],
  ["en", "Le hacemos un descuento.", "price"],
  ["es", "Somos mejores que la clinica LUNA.", "forbidden"],
  ["es", "El resultado está Garantizado.", "forbidden"],
  ["es", "Le garantizamos atención.", undefined],
  ["es", "Cerramos por Ano Nuevo.", "forbidden"],
  ["en", "A cleaning is 60 euros.", undefined],
  ["en", "It costs sixty euros.", undefined],
  ["en", "It costs seventy pounds.", "price"],
  ["en", "That will be £35.", "price"],
  ["en", "We can give you a discount.", "price"],
  ["en", "You are free on Thursday at ten.", undefined],
  ["en", "There are two free slots on Monday.", undefined],
  ["en", "Take two tablets of paracetamol.", "medical_advice"],
  ["en", "That does not sound serious.", "medical_advice"],
  ["en", "Your results came back normal.", "medical_advice"],
  ["en", "Please take a seat when you arrive.", undefined],
  ["en", "I can take a message for the doctor.", undefined],
];

describe("a sentence of the model, before it is spoken", () => {
  it.each(TABLE)("%s: %s → %s", (language, sentence, reason) => {
    expect(judgeSentence(sentence, rules(language))?.reason).toBe(reason);
  });

  it("is replaced by words that pass themselves", () => {
    for (const [language, sentence] of TABLE) {
      const replaced = judgeSentence(sentence, rules(language));
      if (replaced) expect(judgeSentence(replaced.text, rules(language))).toBeUndefined();
    }
  });

  it("the model is told of it beforehand", () => {
    expect(guardInstructions(rules("es")).join(" ")).toContain("“garantizado”");
    expect(guardInstructions({ ...rules("en"), forbidden: [] })).toHaveLength(1);
  });
});

it.each([
  ["de 1.200 a 1,300.75 pesos", "es", [1200, 1300]],
  ["dos millones de pesos", "es", [2_000_000]],
  ["", "es", []],
] as const)("the amounts of %j (%s)", (text, language, amounts) => {
  expect([...pricesIn(text, language, "CO")]).toEqual([...amounts]);
});
