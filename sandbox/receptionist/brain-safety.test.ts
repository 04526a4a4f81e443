import { describe, expect, test } from "vitest";
import { think } from "./brain";
import type { BrainLanguage } from "./brain-phrases";
import { type Concern, concernOf } from "./brain-safety";
import { type BrainState, createBrain, type Heard } from "./brain-state";
import { modelParameters } from "../elevenlabs/tool-parameters";

const CONCERNS: Record<Concern, Record<BrainLanguage, string[]>> = {
  medical_emergency: {
    es: [
      "Me duele mucho el pecho",
      "Tengo un dolor muy fuerte en el pecho",
      "No puedo respirar",
      "Mi madre no respira",
      "Me cuesta mucho respirar",
      "Mi hijo se ahoga",
      "Sangra mucho y no sé qué hacer",
      "No para de sangrar",
      "Se ha desmayado mi marido",
      "Está inconsciente",
      "Creo que le está dando un infarto",
      "Mi padre está teniendo un ictus",
      "Tiene convulsiones",
      "Se me está hinchando la garganta",
      "Quiero quitarme la vida",
      "Se ha tomado todo el bote de pastillas",
      "No siento el brazo izquierdo",
      "Es una emergencia",
      "Llamen a una ambulancia",
    ],
    en: [
      "I have chest pain",
      "My chest hurts a lot",
      "I can't breathe",
      "She is not breathing",
      "He is choking",
      "It won't stop bleeding",
      "She is bleeding heavily",
      "My husband passed out",
      "He is unconscious",
      "I think I'm having a heart attack",
      "She is having a stroke",
      "He had a seizure",
      "I'm having an allergic reaction",
      "I want to kill myself",
      "He took an overdose",
      "I can’t feel my arm",
      "This is an emergency",
      "Send an ambulance",
    ],
  },
  medical_advice: {
    es: [
      "¿Qué pastilla me tomo?",
      "¿Qué dosis de ibuprofeno es la buena?",
      "¿Puedo dejar de tomar la medicación?",
      "¿Debería tomarme otro calmante?",
      "¿Cuántas gotas me pongo?",
      "¿Qué me tomo para el dolor?",
      "¿Es grave que me sangre la encía?",
      "¿Me receta algo para el dolor?",
      "¿Puedo mezclar el antibiótico con alcohol?",
      "¿Qué antibiótico me recomienda?",
      "¿Es normal que me duela tanto?",
      "¿Cada cuánto tomo el paracetamol?",
    ],
    en: [
      "What pill should I take?",
      "Should I take ibuprofen?",
      "What dose is right?",
      "Can I stop taking the antibiotic?",
      "How many tablets can I take?",
      "What can I take for the pain?",
      "Is it serious?",
      "Can you prescribe something?",
      "Which painkiller is best?",
      "Can I mix it with alcohol?",
      "Is it normal that it hurts?",
      "What does it mean if my gum is swollen?",
    ],
  },
};
const HARMLESS: Record<BrainLanguage, string[]> = {
  es: [
    "Sí, confirmo la cita",
    "Quiero una cita para una limpieza",
    "¿Puedo tomar la cita del jueves?",
    "Quiero tomar hora",
    "¿Cuánto cuesta una revisión?",
    "Me duele una muela y quiero cita",
    "¿Qué día me toca?",
  ],
  en: [
    "Yes, I confirm",
    "Can I take the first one?",
    "I have a toothache and need an appointment",
    "How much is a cleaning?",
    "Should I bring anything?",
  ],
};
const PHRASES = Object.entries(CONCERNS).flatMap(([concern, byLanguage]) =>
  Object.entries(byLanguage).flatMap(([language, phrases]) =>
    phrases.map((phrase) => [language === "es" ? "es" : "en", phrase, concern] as const),
  ),
);

describe("what no agent may handle by itself", () => {
  test.each(PHRASES)("%s: %s → %s", (language, phrase, concern) => {
    expect(concernOf(language, phrase)).toBe(concern);
  });

  test.each([...HARMLESS.es.map((p) => ["es", p] as const), ...HARMLESS.en.map((p) => ["en", p] as const)])(
    "%s: %s is no such thing",
    (language, phrase) => {
      expect(concernOf(language, phrase)).toBeUndefined();
    },
  );
});

const string = { type: "string", description: "x" };
const SAFETY = modelParameters({
  type: "client",
  parameters: {
    type: "object",
    properties: {
      kind: { ...string, enum: ["medical_emergency", "medical_advice"] },
      words: string,
    },
  },
});
const PROMPT = "Eres la recepción.\nEMERGENCY WORDS: Llame al 112.\nADVICE WORDS: «Eso lo dice el médico.»";

function start(given: { prompt?: string; withTool?: boolean } = {}): BrainState {
  const tools = new Map(given.withTool ? [["report_safety_concern", SAFETY]] : []);
  return createBrain({ language: "es", prompt: given.prompt ?? PROMPT, tools });
}

const hear = (state: BrainState, text: string) => think(state, { type: "text", text });
const answerOf = (value: string | null, isError = false): Heard => ({
  type: "tool_result",
  name: "report_safety_concern",
  use: 1,
  value,
  isError,
});

describe("the receptionist", () => {
  test.each([
    ["Me duele mucho el pecho", "medical_emergency"],
    ["¿Qué pastilla me tomo?", "medical_advice"],
  ])("%s: tells the tool, and says the tool's words and nothing else", (words, kind) => {
    const [state, actions] = hear(start({ withTool: true }), words);
    expect(actions).toEqual([
      { type: "use_tool", name: "report_safety_concern", use: 1, parameters: { kind, words } },
    ]);
    const answer = answerOf(JSON.stringify({ status: "done", say: "Cuelgue y llame al 112." }));
    expect(think(state, answer)[1]).toEqual([{ type: "say", text: "Cuelgue y llame al 112." }]);
  });

  test.each([
    ["failed", answerOf("HTTP 500", true)],
    ["was not waited for", answerOf(null)],
    ["said nothing for the caller", answerOf("Noted.")],
  ])("has the prompt's words when the tool %s", (_, answer) => {
    const [state] = hear(start({ withTool: true }), "No puedo respirar");
    expect(think(state, answer)[1]).toEqual([{ type: "say", text: "Llame al 112." }]);
  });

  test.each([
    ["Me duele mucho el pecho", PROMPT, "Llame al 112."],
    ["¿Qué dosis tomo?", PROMPT, "Eso lo dice el médico."],
    [
      "Me duele mucho el pecho",
      "",
      "Eso necesita ayuda médica ahora mismo. Cuelgue y llame al número de emergencias.",
    ],
    ["¿Qué dosis tomo?", "", "Eso tiene que valorarlo un profesional; yo no puedo aconsejarle."],
  ])("%s, without a tool: the prompt's words, or its own", (words, prompt, answer) => {
    expect(hear(start({ prompt }), words)[1]).toEqual([{ type: "say", text: answer }]);
  });

  test("an emergency goes before whatever was being asked", () => {
    const [asking] = hear(start(), "Quiero cancelar la cita");
    expect(hear(asking, "Espere, no puedo respirar")[1]).toEqual([{ type: "say", text: "Llame al 112." }]);
  });
});

describe("words that somebody else has said to the caller", () => {
  const said = { type: "context", text: "SAID TO CALLER: Llame al 112." } as const;

  test("answer the utterance that was still to be thought about, and only that one", () => {
    const [told] = think(start(), { ...said, isAnswerDue: true });
    const [answered, actions] = hear(told, "No puedo respirar");
    expect(actions).toEqual([]);
    expect(hear(answered, "¿Es usted un robot?")[1]).toHaveLength(1);
  });

  test("are listened to in peace: the caller is not asked whether they are there", () => {
    const [told] = think(start(), { ...said, isAnswerDue: true });
    const [answered] = hear(told, "No puedo respirar");
    const [quiet, actions] = think(answered, { type: "silence" });
    expect(actions).toEqual([]);
    expect(think(hear(quiet, "Hola")[0], { type: "silence" })[1]).toHaveLength(1);
  });

  test("are not said again when they come while the tool is at work", () => {
    const [asking] = hear(start({ withTool: true }), "No puedo respirar");
    const [told] = think(asking, { ...said, isAnswerDue: false });
    const answer = answerOf(JSON.stringify({ status: "done", say: "llame al 112" }));
    expect(think(told, answer)[1]).toEqual([]);
    expect(hear(told, "Quiero cancelar la cita")[1]).toHaveLength(1);
  });

  test("who hears that medical advice is asked for declines it, whatever was understood", () => {
    const text =
      "The caller asked for medical advice. Do not give it. Say exactly this: Eso lo dice el médico.";
    const [told] = think(start(), { type: "context", text, isAnswerDue: true });
    const [declined, actions] = hear(told, "¿Y con la muela qué hago?");
    expect(actions).toEqual([{ type: "say", text: "Eso lo dice el médico." }]);
    expect(hear(declined, "¿Y con la muela qué hago?")[1]).toEqual([
      { type: "say", text: expect.stringContaining("repetirlo") },
    ]);
  });

  test("other background changes nothing", () => {
    const [told] = think(start(), { type: "context", text: "The caller looks happy.", isAnswerDue: true });
    expect(hear(told, "No puedo respirar")[1]).toHaveLength(1);
  });
});
