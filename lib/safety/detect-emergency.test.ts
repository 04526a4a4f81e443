import { describe, expect, it } from "vitest";
import { detectConcern } from "./detect";

const EMERGENCIES_ES = [
  "Me duele el pecho y no puedo respirar",
  "Es que me duele mucho el pecho desde hace una hora",
  "tengo un dolor muy fuerte en el pecho",
  "siento una presión en el pecho y el brazo dormido",
  "Mi marido se ha desmayado",
  "Se desmayó mi mamá aquí en la cocina",
  "me voy a desmayar",
  "No reacciona, por favor",
  "mi papá no me responde y está frío",
  "está inconsciente en el suelo",
  "ha perdido el conocimiento",
  "Sangra muchísimo",
  "no para de sangrar y ya llevamos dos toallas",
  "le está saliendo mucha sangre de la boca",
  "se está desangrando",
  "Creo que le está dando un infarto",
  "creo que es un ictus",
  "a mi abuelo le dio un derrame",
  "le está dando un ataque al corazón a mi esposa",
  "mi mamá tiene un paro cardíaco",
  "Se tragó una pila",
  "el niño se ha bebido lejía",
  "se tomó un bote de pastillas",
  "me tomé todas las pastillas",
  "mi hija está intoxicada, no sé qué ha comido",
  "creo que es una sobredosis",
  "Me quiero morir",
  "quiero quitarme la vida",
  "mi hermano se quiere matar",
  "ya no quiero vivir",
  "Está convulsionando",
  "mi hijo tiene convulsiones",
  "Se me durmió medio cuerpo",
  "tiene la cara torcida",
  "de repente se le ha torcido la boca",
  "habla raro y no mueve un brazo",
  "de repente no veo nada",
  "Tengo una reacción alérgica, se me cierra la garganta",
  "se le está hinchando la lengua",
  "me pusieron el tinte y se me está hinchando toda la cara",
  "me falta el aire",
  "no puede respirar, vengan ya",
  "me estoy ahogando",
  "se está ahogando con un trozo de carne",
  "el bebé se puso azul",
  "no respira",
  "no tiene pulso",
  "mi padre se está muriendo",
  "necesito una ambulancia",
  "llamen a una ambulancia, por favor",
  "esto es una emergencia médica",
  "le cayó decolorante en los ojos",
  "el año pasado tuvo un infarto, pero ahora no puede respirar",
  "no sé si le está dando un infarto",
  "no cuelgue, se ha desmayado",
  "sí, me duele el pecho",
  "hace dos días que me duele el pecho",
  "se me rompió la fuente",
  "lo acaban de atropellar en la puerta",
  "¿Qué hago si no puede respirar?",
  "la niña se ha tragado una moneda",
  "no quiero vivir así",
  "no quiero seguir viviendo",
];

const NO_EMERGENCIES_ES = [
  "Mi padre tuvo un infarto el año pasado",
  "a mi padre le dio un infarto hace dos años",
  "Vengo por la revisión del infarto",
  "quería cita de cardiología porque mi madre tuvo un ictus",
  "No es una urgencia",
  "no es una emergencia médica, solo quiero una receta",
  "Me muero de ganas de verme con el pelo corto",
  "me muero de hambre",
  "casi me da un infarto con el precio",
  "Me duele una muela",
  "me duele muchísimo la muela del juicio",
  "Estoy sangrando un poquito de la encía",
  "me sangran las encías cuando me cepillo",
  "no para de sangrar cuando me cepillo los dientes",
  "tengo una urgencia dental, se me ha roto un diente",
  "es una urgencia, se me cayó la corona",
  "se me ha caído un empaste",
  "se me ha dormido la cara con la anestesia del dentista",
  "tengo la boca torcida por la anestesia",
  "no se ha desmayado, solo se mareó",
  "ya no me duele el pecho",
  "no le duele el pecho",
  "me desmayé una vez cuando me sacaron sangre",
  "se desmayó ayer y quería una revisión",
  "¿Qué pasa si me desmayo durante la extracción?",
  "si es una urgencia médica, cuelgue y llame al 112",
  "Si tiene dolor en el pecho llame a emergencias",
  "mi marido no responde al teléfono",
  "no puede hablar ahora, está conduciendo",
  "nadie me responde los mensajes",
  "me cuesta respirar por la nariz y quiero pedir cita con el otorrino",
  "me falta el aire cuando subo escaleras desde hace meses",
  "me duele el pecho al tocarme, quería una mamografía",
  "quiero morirme de la vergüenza, olvidé la cita",
  "me quiero matar, olvidé mi cita de ayer",
  "me quiero morir con este flequillo",
  "tengo alergia al tinte",
  "una vez tuve una reacción alérgica a la penicilina",
  "es alérgica a los cacahuetes",
  "se tragó un trozo de empaste, ¿pasa algo?",
  "quería teñirme con agua oxigenada",
  "me he tomado las pastillas del desayuno",
  "quiero cambiar la cita del viernes",
  "la ambulancia me recoge a las nueve",
  "necesito una ambulancia programada para el traslado a diálisis",
  "mi hijo tiene epilepsia y toma medicación",
  "me hicieron un análisis de sangre",
  "me voy a morir de la risa",
  "tengo una reacción en la piel por las uñas de gel",
  "me ha salido un moratón en la uña",
  "mi abuela murió de un infarto",
  "tiene antecedentes de ictus en la familia",
  "me ahogo en un vaso de agua",
  "no tengo dolor en el pecho",
  "Quiero pedir hora para un corte y color",
  "¿Cuánto cuesta la limpieza?",
  "no aguanto el dolor de muela, me quiero morir",
  "quiero cancelar porque mi abuela se está muriendo",
  "voy en la ambulancia con mi madre",
  "mi hijo se tragó un diente de leche",
  "no quiero vivir en el centro",
];

const EMERGENCIES_EN = [
  "My chest hurts and I can't breathe",
  "I have pain in my chest",
  "he has a lot of pressure in his chest",
  "My husband just passed out",
  "she fainted and won't wake up",
  "he's unconscious",
  "my dad is not responding",
  "She collapsed in the bathroom",
  "He is bleeding heavily",
  "the bleeding won't stop",
  "it won't stop bleeding",
  "there's so much blood",
  "she's vomiting blood",
  "I think he's having a heart attack",
  "I think it's a stroke",
  "my mother is having a seizure",
  "he is convulsing",
  "her face is drooping",
  "his speech is slurred",
  "half of my body is numb",
  "suddenly I can't see",
  "My son swallowed a battery",
  "the baby drank bleach",
  "he took all his pills",
  "I think she overdosed",
  "I want to die",
  "I'm going to kill myself",
  "I don't want to live anymore",
  "she's suicidal",
  "my throat is closing",
  "her tongue is swelling",
  "my face is swelling up from the dye",
  "he's not breathing",
  "I'm having trouble breathing",
  "she is choking",
  "his lips are blue",
  "he has no pulse",
  "I need an ambulance",
  "we need an ambulance now",
  "I've had chest pain since yesterday",
  "please call an ambulance",
  "this is a medical emergency",
  "I got bleach in my eyes",
  "he was hit by a car right outside",
  "my water just broke",
  "he had a heart attack last year but now he can't breathe",
  "I don't know if he's having a stroke",
];

const NO_EMERGENCIES_EN = [
  "My father had a heart attack last year",
  "he had a stroke three years ago",
  "I have a follow up after my heart attack",
  "there is a history of strokes in my family",
  "It's not an emergency",
  "it is not a medical emergency, I just need a form",
  "I'm dying to see my new haircut",
  "I'm dying of hunger",
  "I'm dying my hair red",
  "I nearly had a heart attack when I saw the bill",
  "I have a toothache",
  "my tooth is killing me",
  "My gums bleed a bit when I brush",
  "it keeps bleeding when I floss",
  "I have a dental emergency, I broke a tooth",
  "my crown fell out",
  "half of my face is numb from the filling",
  "she did not pass out",
  "he isn't having chest pain anymore",
  "I don't have chest pain",
  "I fainted last time they took my blood",
  "I sometimes faint with needles",
  "What if I pass out during the procedure?",
  "If this is a medical emergency, hang up and dial nine one one",
  "If you are having chest pain call your doctor",
  "my husband is not responding to my calls",
  "I can't breathe through my nose, I'd like to see the ENT",
  "I get out of breath and can't breathe well when I climb stairs",
  "I need a chest x-ray appointment",
  "I'd like to book a chest wax",
  "I want to die of embarrassment, I missed my appointment",
  "I'm allergic to peanuts",
  "I'm allergic to hair dye",
  "I had an allergic reaction in 2019",
  "I need a blood test",
  "my blood pressure is a little high",
  "the scheduled ambulance transport is late, I need another ambulance ride",
  "My son has epilepsy and takes medication",
  "I took my pills this morning",
  "I'd like to bleach my hair",
  "Can I reschedule my appointment?",
  "The shelf collapsed at home so I'll be late",
  "I collapsed on the sofa after work",
  "she used to have seizures",
  "he's recovering from a stroke",
  "How much is a cleaning?",
  "I had chest pain yesterday",
  "I'm dying here, is the wait long?",
  "Do you have anything on Friday?",
];

const kindOf = (text: string) => detectConcern(text)?.kind;

describe("a medical emergency", () => {
  it.each(EMERGENCIES_ES)("is heard in “%s”", (text) => {
    expect(kindOf(text)).toBe("medical_emergency");
  });

  it.each(EMERGENCIES_EN)("is heard in “%s”", (text) => {
    expect(kindOf(text)).toBe("medical_emergency");
  });

  it.each(NO_EMERGENCIES_ES)("is not heard in “%s”", (text) => {
    expect(kindOf(text)).not.toBe("medical_emergency");
  });

  it.each(NO_EMERGENCIES_EN)("is not heard in “%s”", (text) => {
    expect(kindOf(text)).not.toBe("medical_emergency");
  });

  it("is told in the caller's own words, the sentence and not all that was said", () => {
    const text = "Hola, buenos días. Mire, a mi MARIDO le está dando un infarto. ¿Qué hago?";
    expect(detectConcern(text)).toEqual({
      kind: "medical_emergency",
      words: "Mire, a mi MARIDO le está dando un infarto.",
      language: "es",
    });
    expect(detectConcern(`${"a ".repeat(400)}no respira`)?.words).toHaveLength(300);
  });

  it("is told with the language it was said in, so that it is answered in it", () => {
    expect(detectConcern("Hola. I can't breathe.")?.language).toBe("en");
    expect(detectConcern("Hello. No puedo respirar.")?.language).toBe("es");
  });

  it("counts before a request for advice in the same breath", () => {
    expect(kindOf("¿Qué me tomo para el dolor? Es que no puedo respirar.")).toBe("medical_emergency");
  });
});

describe("whatever a caller says", () => {
  it("is read without failing, in time that grows with its length", () => {
    const pieces = [
      "no ",
      "sí ",
      "pecho ",
      "me duele ",
      "si ",
      "hace ",
      "¿",
      "\u0301",
      "\ud83d",
      "ñ",
      "\0",
      "infarto ",
    ];
    let seed = 7;
    const next = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    for (let round = 0; round < 300; round += 1) {
      const text = Array.from({ length: next(60) }, () => pieces[next(pieces.length)]).join("");
      expect(["medical_emergency", "medical_advice", undefined]).toContain(kindOf(text));
    }
    for (const piece of pieces) expect(() => detectConcern(piece.repeat(20_000))).not.toThrow();
  });
});
