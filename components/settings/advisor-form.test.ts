import { describe, expect, it } from "vitest";
import { advisorView } from "@/lib/advisors/schema";
import { advisorForm, EMPTY_ADVISOR, formOf } from "./advisor-form";

const filled = { ...EMPTY_ADVISOR, name: " Marta ", number: "612 345 678" };

describe("the form of an advisor", () => {
  it("sends nothing where nothing was written", () => {
    expect(advisorForm.parse(filled)).toEqual({
      ...EMPTY_ADVISOR,
      name: "Marta",
      number: "612 345 678",
      userId: null,
      email: null,
    });
  });

  it.each([
    ["name", { name: " " }],
    ["number", { number: "" }],
    ["email", { email: "marta" }],
    ["priority", { priority: 0 }],
    ["openingHours.monday.0.to", { openingHours: { monday: [{ from: "10:00", to: "09:00" }] } }],
  ])("says what is wrong with %s", (path, values) => {
    const faults = advisorForm.safeParse({ ...filled, ...values }).error?.issues ?? [];
    expect(faults.map((fault) => fault.path.join("."))).toEqual([path]);
  });

  it("shows an advisor as it would be sent back", () => {
    const advisor = advisorView.parse({
      ...EMPTY_ADVISOR,
      id: "11111111-1111-4111-8111-111111111111",
      name: "Marta",
      number: "+34612345678",
      member: { id: "22222222-2222-4222-8222-222222222222", name: "Marta Gil" },
      email: null,
      isOn: true,
      absences: [],
      offReason: null,
      callsToday: 0,
    });
    expect(advisorForm.parse(formOf(advisor))).toMatchObject({
      number: "+34612345678",
      userId: "22222222-2222-4222-8222-222222222222",
      email: null,
    });
  });
});
