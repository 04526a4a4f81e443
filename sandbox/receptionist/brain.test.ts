import { describe, expect, test } from "vitest";
import { think } from "./brain";
import { type Action, createBrain, type Heard } from "./brain-state";
import { intentOf } from "./brain-intents";
import type { BrainLanguage } from "./brain-phrases";
import type { ModelParameters } from "./parameters";

const PROMPT =
  "Eres la recepción.\n- Horario: de lunes a viernes, de 9 a 20.\nDirección: calle Mayor, 3\nPrices: from 30 euros";

const text = { type: "string", values: undefined };
const REPORT: ModelParameters = new Map([
  ["outcome", text],
  ["notes", text],
]);

function converse(language: string, sentences: (string | Heard)[], tools = ["report_result"]) {
  const declared = new Map(tools.map((name) => [name, REPORT]));
  let state = createBrain({ language, prompt: PROMPT, tools: declared });
  let actions: Action[] = [];
  for (const sentence of sentences) {
    [state, actions] = think(
      state,
      typeof sentence === "string" ? { type: "text", text: sentence } : sentence,
    );
  }
  const said = actions.flatMap((action) => (action.type === "say" ? action.text : []));
  return { state, actions, said: said.join(" ") };
}

describe("what a sentence means", () => {
  test.each<[BrainLanguage, string, string | undefined]>([
    ["es", "Sí, confirmo la cita", "confirm"],
    ["es", "Sí, claro", "yes"],
    ["es", "Vale", "yes"],
    ["es", "No.", "no"],
    ["es", "Necesito cambiar la cita", "reschedule"],
    ["es", "¿Podría ser otro día?", "reschedule"],
    ["es", "Quiero cancelarla", "cancel"],
    ["es", "No voy a ir", "cancel"],
    ["es", "¿Cuál es el horario?", "hours"],
    ["es", "¿Dónde están?", "address"],
    ["es", "¿Cuánto cuesta una limpieza?", "prices"],
    ["es", "No me llamen más", "opt_out"],
    ["es", "Se ha equivocado de número", "wrong_number"],
    ["es", "¿Es usted un robot?", "robot"],
    ["es", "Quiero hablar con una persona", "person"],
    ["es", "¿Me puede pasar con alguien de facturación?", "person"],
    ["es", "Quisiera hablar con Ana", "person"],
    ["es", "Necesito un asesor", "person"],
    ["es", "Quiero una cita con la doctora Ruiz", "book"],
    ["es", "Gracias, nada más", "goodbye"],
    ["es", "Adiós", "goodbye"],
    ["es", "Muchas gracias", "thanks"],
    ["es", "¿Diga?", "greeting"],
    ["es", "Quiero pedir una cita", "book"],
    ["es", "Buenas, querría reservar hora para una limpieza", "book"],
    ["es", "Necesito agendar una consulta", "book"],
    ["es", "Hola, quiero una cita", "book"],
    ["es", "Quiero confirmar mi cita", "confirm"],
    ["es", "¿Tienen hueco el jueves?", "find_slots"],
    ["es", "¿Qué horas tienen el viernes?", "find_slots"],
    ["es", "¿Qué horario tienen?", "hours"],
    ["es", "Quiero dejar un recado", "message"],
    ["es", "Dígale a la doctora que llegaré tarde", "message"],
    ["es", "Recibí un mensaje suyo para confirmar la cita", "confirm"],
    ["es", "El perro del vecino", undefined],
    ["en", "Yes, I'll be there", "confirm"],
    ["en", "Sure", "yes"],
    ["en", "I need to reschedule", "reschedule"],
    ["en", "Please cancel it", "cancel"],
    ["en", "I can't make it", "cancel"],
    ["en", "What are your opening hours?", "hours"],
    ["en", "What is the address?", "address"],
    ["en", "How much is it?", "prices"],
    ["en", "Stop calling me", "opt_out"],
    ["en", "You have the wrong number", "wrong_number"],
    ["en", "Are you a robot?", "robot"],
    ["en", "Can I speak to someone?", "person"],
    ["en", "I want to talk to Ana", "person"],
    ["en", "Thanks, that's all", "goodbye"],
    ["en", "Bye", "goodbye"],
    ["en", "Thank you", "thanks"],
    ["en", "I would like to book an appointment", "book"],
    ["en", "I need an appointment", "book"],
    ["en", "Do you have any free slot on Thursday?", "find_slots"],
    ["en", "I want to leave a message", "message"],
    ["en", "Tell the doctor I will be late", "message"],
    ["en", "Purple elephants", undefined],
  ])("%s: %s → %s", (language, sentence, intent) => {
    expect(intentOf(language, sentence)).toBe(intent);
  });
});

describe("the receptionist", () => {
  test.each([
    ["es", ["Sí, confirmo"], "confirmed", /confirmada/],
    ["es", ["Quiero cambiarla", "El jueves a las once"], "rescheduled", /El jueves a las once/],
    ["es", ["Quiero cancelar la cita", "Sí"], "cancelled", /cancelada/],
    ["en", ["Yes"], "confirmed", /confirmed/],
    ["en", ["I want to reschedule", "Friday at ten"], "rescheduled", /Friday at ten/],
    ["en", ["Cancel it please", "yes"], "cancelled", /cancelled/],
  ])("%s %j settles %s, reports it and says so", (language, sentences, outcome, answer) => {
    const { state, actions, said } = converse(language, sentences);
    expect(state.outcome).toBe(outcome);
    expect(actions[0]).toMatchObject({ type: "use_tool", name: "report_result", parameters: { outcome } });
    expect(said).toMatch(answer);
  });

  test("reports nothing when it was given no tool for it", () => {
    expect(converse("es", ["Sí"], []).actions).toEqual([
      { type: "say", text: expect.stringContaining("confirmada") },
    ]);
  });

  test.each([
    ["es", "¿Qué horario tienen?", /de lunes a viernes, de 9 a 20/],
    ["es", "¿Dónde están?", /calle Mayor, 3/],
    ["en", "How much is it?", /from 30 euros/],
  ])("%s: %s is answered from the prompt", (language, question, answer) => {
    expect(converse(language, [question]).said).toMatch(answer);
  });

  test("does not invent what the prompt does not say", () => {
    const [, actions] = think(createBrain({ language: "es", prompt: "", tools: new Map() }), {
      type: "text",
      text: "¿Cuánto cuesta?",
    });
    expect(actions).toEqual([{ type: "say", text: expect.stringContaining("no tengo ese dato") }]);
  });

  test("asks again for a day until it hears one", () => {
    expect(converse("es", ["Quiero cambiar la cita", "Pues no sé qué decirle, hombre"]).said).toMatch(
      /Qué día/,
    );
  });

  test("keeps the appointment when a cancellation is not meant", () => {
    const { state, said } = converse("es", ["Cancele la cita", "No, mejor no"]);
    expect(state.outcome).toBeNull();
    expect(said).toMatch(/como está/);
  });

  test("asks again, then helps, when it does not understand", () => {
    expect(converse("es", ["Blablablá"]).said).toMatch(/repetirlo/);
    expect(converse("es", ["Blablablá", "Blablablá"]).said).toMatch(/confirmar, cambiar o cancelar/);
    expect(converse("en", ["Blah"]).said).toMatch(/again/);
  });

  test.each([
    ["es", { type: "voice_without_words" } as const, /solo entiendo palabras escritas/],
    ["en", { type: "voice_without_words" } as const, /only understand written words/],
    ["es", "¿Es un robot?", /agente de guion/],
    ["en", "Are you a machine?", /scripted agent/],
  ])("%s: says that it is a scripted agent (%j)", (language, heard, answer) => {
    expect(converse(language, [heard]).said).toMatch(answer);
  });

  test.each([
    ["es", ["Gracias, nada más"]],
    ["es", ["Sí, confirmo", "No"]],
    ["en", ["Bye"]],
    ["en", ["Yes", "No, thanks"]],
  ])("%s %j: says goodbye and ends the call", (language, sentences) => {
    expect(converse(language, sentences).actions.map((action) => action.type)).toEqual(["say", "end_call"]);
  });

  test("a person is reached through the tool, when there is one", () => {
    const request = ["Quiero hablar con una persona"];
    expect(converse("es", request).actions).toHaveLength(1);
    expect(converse("es", request, ["transfer_to_advisor"]).actions[0]).toMatchObject({
      name: "transfer_to_advisor",
    });
  });

  test("asks twice whether anybody is there, then waits", () => {
    const silence = { type: "silence" } as const;
    expect(converse("es", [silence, silence]).said).toBe("¿Sigue ahí?");
    expect(converse("es", [silence, silence, silence]).said).toBe("");
  });

  test("says so when the result could not be reported", () => {
    const failure = { type: "tool_result", name: "report_result", use: 1, value: "", isError: true } as const;
    expect(converse("es", ["Sí", failure]).said).toMatch(/a mano/);
  });
});
