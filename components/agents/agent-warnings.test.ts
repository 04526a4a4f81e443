import { describe, expect, it } from "vitest";
import { agentWarnings } from "./agent-warnings";

describe("agentWarnings", () => {
  const agent = {
    prompt: "Usted atiende el teléfono.",
    firstMessage: "Clínica Sol, le atiende la asistente virtual. ¿Dígame?",
  };

  it("says nothing of a text in order", () => {
    expect(agentWarnings(agent)).toEqual([]);
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
