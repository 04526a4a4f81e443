import { describe, expect, it } from "vitest";
import { ApiError } from "@/lib/api-client";
import { type AppointmentForm, appointmentForm, timesOf, toFormFields } from "./appointment-form";

const MADRID = "Europe/Madrid";
const FORM: AppointmentForm = {
  contactId: "c",
  isNew: false,
  newName: "",
  newNumber: "",
  serviceId: "",
  staffId: "s",
  day: "2026-03-29",
  time: "10:00",
  minutes: 30,
  notes: "",
};
const faultsOf = (form: AppointmentForm) =>
  appointmentForm.safeParse(form).error?.issues.map(({ path }) => path.join(".")) ?? [];

describe("the form of an appointment", () => {
  it("needs somebody known, or the name of somebody new", () => {
    expect(faultsOf(FORM)).toEqual([]);
    expect(faultsOf({ ...FORM, contactId: "" })).toEqual(["contactId"]);
    expect(faultsOf({ ...FORM, contactId: "", isNew: true })).toEqual(["newName"]);
    expect(faultsOf({ ...FORM, contactId: "", isNew: true, newName: "Marta" })).toEqual([]);
  });

  it("names a day that does not exist, a time that is none and a length nobody gives", () => {
    expect(faultsOf({ ...FORM, day: "2026-02-30", time: "25:00", minutes: Number.NaN })).toEqual([
      "day",
      "time",
      "minutes",
    ]);
  });

  it("means the clock of the business on the day it names", () => {
    expect(timesOf(FORM, MADRID).startsAt.toISOString()).toBe("2026-03-29T08:00:00.000Z");
    expect(timesOf({ ...FORM, day: "2026-03-28" }, MADRID).startsAt.toISOString()).toBe(
      "2026-03-28T09:00:00.000Z",
    );
  });

  it("lasts as long as it says, over a change of the clock too", () => {
    const { startsAt, endsAt } = timesOf({ ...FORM, time: "01:30", minutes: 60 }, MADRID);
    expect(endsAt.getTime() - startsAt.getTime()).toBe(3_600_000);
  });

  it("shows a refusal of the server at its own fields", () => {
    const refusal = new ApiError(409, "conflict", "…", {
      startsAt: "Ocupada",
      "numbers.0.number": "No es un número",
    });
    expect(toFormFields(refusal)).toMatchObject({
      fields: { time: "Ocupada", newNumber: "No es un número" },
    });
  });
});
