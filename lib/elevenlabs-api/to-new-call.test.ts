import { describe, expect, it } from "vitest";
import { newCallInput } from "@/lib/calls/schema";
import { documentedCallInput } from "./schema";
import { asSentHere, toNewCall } from "./to-new-call";

const agentId = "0b5e1c52-4f0b-4f0e-9f37-1f3f6a1f0a11";
const order = (sent: Record<string, unknown>) =>
  toNewCall(documentedCallInput.parse({ phoneNumber: "3001234567", ...sent }), { agentId });

describe("a documented order", () => {
  it("is an order the house takes, with everything it brought", () => {
    const made = order({
      patientId: 1042,
      patientName: "María Pérez",
      appointmentId: "A-1",
      customVariables: { service_type: "limpieza", visits: 2, isNew: true, notes: null },
      dynamic_variables: { preferred_date: "martes", service_type: "revisión" },
      metadata: { source: "agenda", patientId: "spoofed" },
      conversation_config_override: { agent: { prompt: { prompt: "Sea breve." }, first_message: "Hola." } },
    });
    expect(newCallInput.safeParse(made).success).toBe(true);
    expect(made).toMatchObject({
      to: "3001234567",
      agentId,
      contactName: "María Pérez",
      variables: {
        user_name: "María Pérez",
        service_type: "revisión",
        visits: "2",
        isNew: "true",
        notes: "",
        preferred_date: "martes",
      },
      prompt: "Sea breve.",
      firstMessage: "Hola.",
      metadata: { source: "agenda", patientId: "1042", appointmentId: "A-1" },
    });
  });

  it("may be a number and nothing else", () => {
    expect(newCallInput.safeParse(order({})).success).toBe(true);
    expect(order({})).toMatchObject({ variables: {}, metadata: {}, prompt: undefined });
  });

  it("names the person by the variable they were given, not by the record", () => {
    expect(order({ patientName: "María Pérez", customVariables: { user_name: "Mari" } }).variables).toEqual({
      user_name: "Mari",
    });
  });

  it("is refused by the field, as it was sent, that is wrong", () => {
    const faults = (sent: Record<string, unknown>) =>
      documentedCallInput
        .safeParse({ phoneNumber: "3001234567", ...sent })
        .error?.issues.map(({ path }) => path.join("."));
    expect(faults({ customVariables: { "no name": "x" } })).toEqual(["customVariables.no name"]);
    expect(faults({ customVariables: { list: ["a"] } })).toEqual(["customVariables.list"]);
    expect(faults({ dynamic_variables: { system__time: "x" } })).toEqual(["dynamic_variables.system__time"]);
    expect(faults({ phoneNumber: 3001234567 })).toEqual(["phoneNumber"]);
    expect(asSentHere({ to: "phone_number", "variables.doctor": "required", agentId: "not_yours" })).toEqual({
      phoneNumber: "phone_number",
      "customVariables.doctor": "required",
      agentId: "not_yours",
    });
  });
});
