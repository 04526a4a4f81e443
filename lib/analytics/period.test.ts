import { describe, expect, it } from "vitest";
import { periodOf } from "./period";

const today = { now: new Date("2026-11-20T23:30:00Z"), timeZone: "Europe/Madrid" };

describe("the period of a statistic", () => {
  it("is the last thirty days of the business when none is asked for", () => {
    expect(periodOf({}, today)).toEqual({ from: "2026-10-23", to: "2026-11-21" });
    expect(periodOf({}, { ...today, timeZone: "America/Bogota" })).toEqual({
      from: "2026-10-22",
      to: "2026-11-20",
    });
  });

  it("ends today, or begins thirty days before its end, when one of the two is left out", () => {
    expect(periodOf({ from: "2026-11-01" }, today)).toEqual({ from: "2026-11-01", to: "2026-11-21" });
    expect(periodOf({ to: "2026-03-31" }, today)).toEqual({ from: "2026-03-02", to: "2026-03-31" });
  });

  it("may be one day, and two years at most", () => {
    expect(periodOf({ from: "2026-10-25", to: "2026-10-25" }, today).from).toBe("2026-10-25");
    expect(periodOf({ from: "2024-11-01", to: "2026-11-01" }, today).from).toBe("2024-11-01");
    expect(() => periodOf({ from: "2024-10-31", to: "2026-11-01" }, today)).toThrow(
      expect.objectContaining({ code: "invalid", fields: { from: "period_too_long" } }),
    );
  });

  it("that ends before it begins is refused by the name of its end", () => {
    const names = { from: "startDate", to: "endDate" };
    expect(() => periodOf({ from: "2026-11-02", to: "2026-11-01" }, today, names)).toThrow(
      expect.objectContaining({ fields: { endDate: "period_order" } }),
    );
  });
});
