import { describe, expect, it } from "vitest";
import { newCallInput } from "@/lib/calls/schema";
import { EMPTY_FORM, orderOf, wantedVariables } from "./dial-form-schema";

const agent = {
  firstMessage: "Hola {{contact_name}}, soy Valeria, la asistente virtual de {{business_name}}.",
  prompt: "Confirma la cita de {{ service_type }} con {{doctor}} el {{next_appointment}}. {{system__time}}",
  variables: { doctor: "la doctora Vega", service_type: "" },
};
const NOTHING = { prompt: "", firstMessage: "" };

describe("what a call has to bring", () => {
  it("is what the agent's words want and neither the house nor the agent knows", () => {
    expect(wantedVariables(agent, NOTHING)).toEqual([
      { name: "service_type", fallback: "", isRequired: true },
      { name: "doctor", fallback: "la doctora Vega", isRequired: false },
      { name: "next_appointment", fallback: "", isRequired: false },
    ]);
  });

  it("follows the words of this call alone", () => {
    const own = { prompt: "Pregunta por {{topic}}.", firstMessage: "Hola." };
    expect(wantedVariables(agent, own).map(({ name }) => name)).toEqual(["topic"]);
  });
});

describe("the order", () => {
  const agentId = "0b5e1c52-4f0b-4f0e-9f37-1f3f6a1f0a11";

  it("leaves out what was left empty, and values the agent does not want", () => {
    const form = { ...EMPTY_FORM, to: "612345678", agentId, variables: { doctor: " ", old: "x" } };
    const order = orderOf(form, wantedVariables(agent, NOTHING), "key");
    expect(order).toEqual({ to: "612345678", agentId, variables: {}, idempotencyKey: "key" });
    expect(newCallInput.safeParse(order).success).toBe(true);
  });

  it("carries what was filled in", () => {
    const form = {
      ...EMPTY_FORM,
      to: "612345678",
      agentId,
      purpose: "reminder" as const,
      contactName: "Marta Ruiz",
      variables: { service_type: "limpieza" },
      firstMessage: "Hola.",
    };
    const order = orderOf(form, [{ name: "service_type", fallback: "", isRequired: true }], "key");
    expect(order).toMatchObject({
      purpose: "reminder",
      contactName: "Marta Ruiz",
      variables: { service_type: "limpieza" },
      firstMessage: "Hola.",
    });
  });
});
