import { describe, expect, it } from "vitest";
import { agentInput } from "@/lib/agents/schema";
import { agentWarnings } from "./agent-warnings";
import { agentFromTemplate, isTemplateId, offeredTemplates, TEMPLATE_IDS } from "./templates";

const business = { name: "Clínica $& Sol", language: "es" } as const;
const written = TEMPLATE_IDS.filter((id) => id !== "blank");

describe("templates", () => {
  it.each(written)("%s passes the contract once chosen", (id) => {
    expect(agentInput.safeParse(agentFromTemplate(id, business)).success).toBe(true);
  });

  it.each(written)(
    "%s tells the caller at once that an AI is speaking, and asks only to fill its gaps",
    (id) => {
      expect(agentWarnings(agentFromTemplate(id, business))).toEqual(["gaps_left"]);
    },
  );

  it.each(written)("%s says the name of the business exactly as it is written", (id) => {
    const { prompt, firstMessage } = agentFromTemplate(id, business);
    expect(firstMessage).toContain("Clínica $& Sol");
    expect(prompt + firstMessage).not.toContain("{business}");
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
      "salon_es",
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
