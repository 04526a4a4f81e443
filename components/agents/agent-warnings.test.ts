import { describe, expect, it } from "vitest";
import { agentWarnings, disclosesAi } from "./agent-warnings";

describe("disclosesAi", () => {
  it.each([
    ["es", "Clínica Sol, le atiende la asistente virtual. ¿En qué puedo ayudarle?"],
    ["es", "Buenos días. Le habla un agente de inteligencia artificial de Clínica Sol."],
    ["es", "¡Hola! Soy Lucía, la asistente con IA del salón."],
    ["en", "Hello, this is Anna, the AI assistant of Sun Clinic."],
    ["en", "Good morning. You are speaking with a virtual front-desk assistant."],
    ["en", "This is an automated service."],
  ] as const)("hears it said in %s: %s", (language, text) => {
    expect(disclosesAi(text, language)).toBe(true);
  });

  it.each([
    ["es", "Clínica Sol, dígame."],
    ["es", "Clínica Sol, buenos días. ¿En qué puedo ayudarle? Soy una inteligencia artificial."],
    ["es", "Le llamo de Estética Maia por su cita."],
    ["en", "Thank you for calling, we aim to please. I am an AI."],
    ["en", "Sun Clinic, how may I help?"],
  ] as const)("does not hear it in the first sentence in %s: %s", (language, text) => {
    expect(disclosesAi(text, language)).toBe(false);
  });
});

describe("agentWarnings", () => {
  const agent = {
    type: "inbound",
    language: "es",
    prompt: "Usted atiende el teléfono.",
    firstMessage: "Clínica Sol, le atiende la asistente virtual. ¿Dígame?",
  } as const;

  it("says nothing of a text in order", () => {
    expect(agentWarnings(agent)).toEqual([]);
  });
  it("says who will wait for whom when the greeting is empty", () => {
    expect(agentWarnings({ ...agent, firstMessage: " " })).toEqual(["waits_for_caller"]);
    expect(agentWarnings({ ...agent, type: "outbound", firstMessage: "" })).toEqual(["waits_for_callee"]);
  });
  it("notices a gap of a template that nobody filled", () => {
    expect(agentWarnings({ ...agent, prompt: "Horario: [días y horas]." })).toEqual(["gaps_left"]);
  });
  it("notices a greeting that callers will talk over", () => {
    expect(
      agentWarnings({
        ...agent,
        firstMessage: `Le atiende la asistente virtual. ${"Le escucho. ".repeat(30)}`,
      }),
    ).toEqual(["long_greeting"]);
  });
});
