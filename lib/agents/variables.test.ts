import { describe, expect, it } from "vitest";
import { callVariables, missingVariables, variablesIn } from "./variables";

const NOBODY = {
  call_id: "c1",
  business_name: "Clínica Sol",
  caller_number: "+34600111222",
  called_number: "+34910000001",
  contact_name: "",
  contact_language: "",
  next_appointment: "",
  purpose: "",
  advisors: "",
};

describe("the variables of an agent", () => {
  it("are found in every text, each once, with or without blanks, the vendor's own left out", () => {
    expect(
      variablesIn("Hola {{ contact_name }}, soy {{agente}}.", "{{agente}} {{system__time}} {{doctor}}"),
    ).toEqual(["contact_name", "agente", "doctor"]);
  });

  it("are not found in what only looks like one", () => {
    expect(variablesIn("{nombre} {{}} {{ 1a }} {{a b}} {{a-b}} {{ñ}}")).toEqual([]);
  });

  it("are found in a long text without end", () => {
    expect(variablesIn("{{".repeat(50_000) + "{{a}}")).toEqual(["a"]);
  });

  it("of a call win over the agent's defaults, and those over what the house does not know", () => {
    const values = callVariables(["{{doctor}} {{hora}} {{contact_name}} {{nadie}}"], {
      builtIn: NOBODY,
      defaults: { doctor: "la doctora", hora: "las diez", contact_name: "paciente" },
      given: { hora: "las once" },
    });
    expect(values).toMatchObject({ doctor: "la doctora", hora: "las once", nadie: "" });
  });

  it("keep the agent's default where the house knows nothing", () => {
    const values = callVariables(["{{contact_name}}"], {
      builtIn: NOBODY,
      defaults: { contact_name: "estimado paciente" },
      given: {},
    });
    expect(values["contact_name"]).toBe("estimado paciente");
  });

  it("never let a call pass for another one", () => {
    const values = callVariables([], { builtIn: NOBODY, defaults: {}, given: { call_id: "c2" } });
    expect(values["call_id"]).toBe("c1");
  });

  it("without any source are named", () => {
    const texts = ["Hola {{contact_name}}, su cita con {{doctor}} es a las {{hora}}."];
    expect(missingVariables(texts, { defaults: { doctor: "Sanz" }, given: {} })).toEqual(["hora"]);
    expect(missingVariables(texts, { defaults: {}, given: { hora: "10", doctor: "Sanz" } })).toEqual([]);
    expect(missingVariables(texts, { defaults: { doctor: "Sanz", hora: "" }, given: {} })).toEqual(["hora"]);
  });
});
