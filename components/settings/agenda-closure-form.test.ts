import { describe, expect, it } from "vitest";
import { type ClosureForm, closureForm, closureOf, newClosure } from "./agenda-closure-form";

const form = (values: Partial<ClosureForm>): ClosureForm => ({
  ...newClosure("2026-10-24"),
  reason: "Obras",
  ...values,
});
const faultsOf = (values: Partial<ClosureForm>) =>
  (closureForm.safeParse(form(values)).error?.issues ?? []).map(({ path, message }) => [
    path.join("."),
    message,
  ]);

describe("a closure that a person enters", () => {
  it("takes its days whole, also the one on which the clocks change", () => {
    expect(closureOf(form({ lastDay: "2026-10-25" }), "Europe/Madrid")).toEqual({
      reason: "Obras",
      staffId: null,
      startsAt: "2026-10-23T22:00:00.000Z",
      endsAt: "2026-10-25T23:00:00.000Z",
    });
  });

  it("or takes hours of the business's clock", () => {
    const hours = form({ wholeDays: false, from: "09:30", to: "11:00" });
    expect(closureOf(hours, "America/Bogota")).toMatchObject({
      startsAt: "2026-10-24T14:30:00.000Z",
      endsAt: "2026-10-24T16:00:00.000Z",
    });
  });

  it.each<[Partial<ClosureForm>, unknown[]]>([
    [{}, []],
    [{ lastDay: "2026-10-23" }, [["lastDay", "ends_before_it_starts"]]],
    [{ wholeDays: false, from: "10:00", to: "10:00" }, [["to", "ends_before_it_starts"]]],
    [{ wholeDays: false, from: "10:00", to: "09:00", lastDay: "2026-10-25" }, []],
    [{ wholeDays: false, to: "9:00" }, [["to", "time_of_day"]]],
  ])("is judged as a whole: %j", (values, faults) => {
    expect(faultsOf(values)).toEqual(faults);
  });
});
