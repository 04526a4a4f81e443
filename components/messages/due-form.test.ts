import { expect, it } from "vitest";
import { dueForm, dueFormOf, dueOfForm } from "./due-form";

it.each([
  ["Europe/Madrid", "2026-11-23T13:00:00.000Z", { day: "2026-11-23", time: "14:00" }],
  ["America/Bogota", "2026-11-24T01:30:00.000Z", { day: "2026-11-23", time: "20:30" }],
  ["Europe/Madrid", "2026-11-23T23:00:00.000Z", { day: "2026-11-24", time: "00:00" }],
])("a deadline is shown and read by the clock of the business in %s", (timeZone, instant, form) => {
  expect(dueFormOf(new Date(instant), timeZone)).toEqual(form);
  expect(dueOfForm(form, timeZone).toISOString()).toBe(instant);
});

it.each([
  ["no day", { day: "", time: "14:00" }],
  ["a day that does not exist", { day: "2026-02-30", time: "14:00" }],
  ["no time of a day", { day: "2026-11-23", time: "25:00" }],
  ["a time in words", { day: "2026-11-23", time: "tarde" }],
])("refuses %s", (_what, form) => {
  expect(dueForm.safeParse(form).success).toBe(false);
});
