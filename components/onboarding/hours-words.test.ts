import { describe, expect, it } from "vitest";
import { agentFromTemplate, TEMPLATE_IDS } from "@/components/agents/templates";
import { fillHours, hoursInWords } from "./hours-words";

const morning = { from: "09:00", to: "14:00" };
const afternoon = { from: "16:00", to: "20:00" };
const both = [morning, afternoon];
const week = { monday: both, tuesday: both, wednesday: both, thursday: both, friday: both };

describe("the hours in an agent's instructions", () => {
  it("are said as a person would", () => {
    expect(hoursInWords(week, "es")).toBe(
      "lunes a viernes de 09:00 a 14:00 y de 16:00 a 20:00; sábado y domingo cerrado",
    );
    expect(hoursInWords({ ...week, saturday: [morning] }, "en")).toBe(
      "Monday to Friday 09:00 to 14:00 and 16:00 to 20:00; Saturday 09:00 to 14:00; Sunday closed",
    );
  });

  it("take the place of the gap in every template for a reception", () => {
    for (const id of TEMPLATE_IDS.filter((name) => /^(clinic|salon)_/.test(name))) {
      const { prompt, language } = agentFromTemplate(id, { name: "Clínica Sol", language: "es" });
      expect(fillHours(prompt, week, language), id).toContain(hoursInWords(week, language));
    }
  });

  it("leave the gap to whoever has not told them", () => {
    expect(fillHours("Horario: [días y horas]", {}, "es")).toBe("Horario: [días y horas]");
  });
});
