import { describe, expect, it } from "vitest";
import { agentFaults, canSpeak, disclosesAi, faultFields, variableSources } from "./rules";

describe("the first sentence of a greeting", () => {
  it.each([
    ["es", "Clínica Sol, le atiende la asistente virtual. ¿En qué puedo ayudarle?"],
    ["es", "Buenos días. Le habla un agente de inteligencia artificial de Clínica Sol."],
    ["es", "Hola, {{contact_name}}. Le llama Valeria, la asistente automática de Clínica Sol."],
    ["es", "¡Hola! Soy Lucía, la asistente con IA del salón."],
    ["es", "Habla con la ASISTENTE VIRTUAL de {{business_name}}."],
    ["en", "Hello, this is Anna, the AI assistant of Sun Clinic."],
    ["en", "Good morning. You are speaking with a virtual front-desk assistant."],
    ["en", "This is an automated service."],
  ] as const)("says in %s that an AI is speaking: %s", (language, text) => {
    expect(disclosesAi(text, language)).toBe(true);
  });

  it.each([
    ["es", "Clínica Sol, dígame."],
    ["es", "Clínica Sol, buenos días. ¿En qué puedo ayudarle? Soy una inteligencia artificial."],
    ["es", "Le llamo de Estética Maia por su cita."],
    ["es", "Clínica María, le atiende la asistente."],
    ["en", "Thank you for calling, we aim to please. I am an AI."],
    ["en", "Sun Clinic, how may I help?"],
  ] as const)("does not say so in %s: %s", (language, text) => {
    expect(disclosesAi(text, language)).toBe(false);
  });
});

const sound = {
  mode: "bridge",
  voiceId: null,
  language: "es",
  firstMessage: "Clínica Sol, le atiende la asistente virtual.",
  prompt: "Usted atiende el teléfono de {{business_name}}.",
} as const;

describe("the faults of an agent", () => {
  it("are none when everything is said and every variable has a source", () => {
    const agent = {
      ...sound,
      firstMessage: "{{business_name}}, le atiende la asistente virtual.",
      prompt: "Confirme la cita de {{service}} a las {{hour}}. Son las {{system__time}}.",
      variables: { service: "revisión", hour: "" },
    };
    expect(agentFaults(agent)).toEqual([]);
  });

  it.each([
    [{ firstMessage: " \n" }, { firstMessage: "greeting_empty" }],
    [{ firstMessage: "Clínica Sol, dígame." }, { firstMessage: "no_ai_disclosure" }],
    [{ prompt: "Pregunte por {{nombre completo}}." }, { prompt: "variable_malformed" }],
    [
      { machineMessage: "Hola, {{ñ}} {{y}}. Llámenos." },
      { machineMessage: "variable_malformed", "variables.y": "variable_without_source" },
    ],
    [
      { prompt: "{{a}} {{b}} {{a}}" },
      { "variables.a": "variable_without_source", "variables.b": "variable_without_source" },
    ],
    [
      { firstMessage: "Hola.", prompt: "{{ñ}} {{x}}" },
      {
        firstMessage: "no_ai_disclosure",
        prompt: "variable_malformed",
        "variables.x": "variable_without_source",
      },
    ],
  ])("%j are named at their fields", (words, fields) => {
    expect(faultFields(agentFaults({ ...sound, ...words }))).toEqual(fields);
  });

  it.each([
    ["turns", null, { voiceId: "voice_missing" }],
    ["turns", "voice_1", {}],
    ["bridge", null, {}],
    ["native", null, {}],
  ] as const)(
    "in mode %s with the voice %s are %j: only the house has no voice of its own",
    (mode, voiceId, fields) => {
      expect(faultFields(agentFaults({ ...sound, mode, voiceId }))).toEqual(fields);
    },
  );

  it("are found in a text of braces without end", () => {
    expect(agentFaults({ ...sound, prompt: "{{".repeat(10_000) })).toEqual([]);
  });
});

describe("an agent", () => {
  it.each([
    ["bridge", null, false],
    ["native", null, false],
    ["bridge", "agent_1", true],
    ["turns", null, true],
    ["turns", "agent_1", true],
  ] as const)(
    "of mode %s with the agent %s at ElevenLabs can speak: %s",
    (mode, elevenLabsAgentId, expected) => {
      expect(canSpeak({ mode, elevenLabsAgentId })).toBe(expected);
    },
  );
});

describe("the variables of an agent", () => {
  it("stand in the order of its words, with who says what they are; then those that are declared only", () => {
    const agent = {
      firstMessage: "Hola, {{contact_name}}: {{hour}}",
      prompt: "{{service}} {{hour}} {{nobody}}",
      variables: { service: "revisión", hour: "", old: "x", contact_name: "paciente" },
    };
    expect(variableSources(agent)).toEqual([
      { name: "contact_name", source: "built_in", value: "paciente", isUsed: true },
      { name: "hour", source: "call", value: "", isUsed: true },
      { name: "service", source: "default", value: "revisión", isUsed: true },
      { name: "nobody", source: "missing", value: "", isUsed: true },
      { name: "old", source: "default", value: "x", isUsed: false },
    ]);
  });
});
