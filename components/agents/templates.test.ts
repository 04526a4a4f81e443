import { describe, expect, it } from "vitest";
import { agentInput } from "@/lib/agents/schema";
import { agentFaults } from "@/lib/agents/rules";
import { agentWarnings } from "./agent-warnings";
import { agentFromTemplate, isTemplateId, offeredTemplates, TEMPLATE_IDS } from "./templates";

const business = { name: "Clínica $& Sol", language: "es" } as const;
const written = TEMPLATE_IDS.filter((id) => id !== "blank");

describe("templates", () => {
  it.each(written)("%s passes the contract once chosen", (id) => {
    expect(agentInput.safeParse(agentFromTemplate(id, business)).success).toBe(true);
  });

  it.each(written)("%s breaks no rule, and asks only to fill its gaps", (id) => {
    const agent = agentFromTemplate(id, business);
    expect(agentFaults(agent)).toEqual([]);
    expect(agentWarnings(agent)).toEqual(["gaps_left"]);
  });

  it.each(["confirmation_es", "confirmation_en", "sales_es", "sales_en"] as const)(
    "%s calls people, and knows what to say where a call brings nothing",
    (id) => {
      const { type, variables } = agentFromTemplate(id, business);
      expect(type).toBe("outbound");
      expect(Object.keys(variables ?? {})).toContain("contact_name");
      expect(Object.values(variables ?? {})).not.toContain("");
    },
  );

  it.each(written)("%s says the name of the business exactly as it is written", (id) => {
    const { prompt, firstMessage } = agentFromTemplate(id, business);
    expect(firstMessage).toContain("Clínica $& Sol");
    expect(prompt + firstMessage).not.toMatch(/\{business\}/);
  });

  it("starts a blank agent in the language of the business", () => {
    expect(agentFromTemplate("blank", { name: "Sun", language: "en" })).toMatchObject({
      language: "en",
      prompt: "",
    });
  });

  it("offers what suits the business first and the blank page last", () => {
    expect(offeredTemplates("salon", "en")).toEqual([
      "salon_en",
      "confirmation_en",
      "sales_en",
      "salon_es",
      "confirmation_es",
      "sales_es",
      "clinic_en",
      "clinic_es",
      "blank",
    ]);
    expect(offeredTemplates("clinic", "es")[0]).toBe("clinic_es");
  });

  it("knows its own ids from what an address may hold", () => {
    expect([isTemplateId("clinic_es"), isTemplateId("toString"), isTemplateId(undefined)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
