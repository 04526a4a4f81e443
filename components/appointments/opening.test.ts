import { describe, expect, it } from "vitest";
import { dayClock, instantOf } from "./day-clock";
import { closedRows, closuresWithin, oddityOf, openMinutes } from "./opening";
import { timeAxis } from "./time-axis";

const MADRID = "Europe/Madrid";
const HOURS = {
  thursday: [
    { from: "09:00", to: "14:00" },
    { from: "16:00", to: "20:00" },
  ],
  sunday: [{ from: "01:00", to: "10:00" }],
};
const thursday = dayClock("2026-03-05", MADRID);
const visit = (from: number, to: number, staffId = "marta") => ({
  startsAt: instantOf(thursday, from),
  endsAt: instantOf(thursday, to),
  staffId,
});
const closure = (staffId: string | null, from: number, to: number) => ({
  id: "c",
  staffId,
  startsAt: instantOf(thursday, from),
  endsAt: instantOf(thursday, to),
  reason: "Curso",
  holidayOn: null,
});

describe("opening hours on the agenda", () => {
  it("leave the rest of the day shaded", () => {
    const axis = timeAxis([thursday]);
    expect(closedRows(axis, openMinutes(HOURS, "2026-03-05"))).toEqual([
      { from: 0, to: 540 },
      { from: 840, to: 960 },
      { from: 1200, to: 1440 },
    ]);
    expect(closedRows(axis, openMinutes(HOURS, "2026-03-06"))).toEqual([{ from: 0, to: 1440 }]);
  });

  it("stand on the right rows of a day with an hour less", () => {
    const axis = timeAxis([dayClock("2026-03-29", MADRID)]);
    expect(closedRows(axis, openMinutes(HOURS, "2026-03-29"))).toEqual([
      { from: 0, to: 60 },
      { from: 540, to: 1380 },
    ]);
  });

  it("end at midnight where a form can only say 23:59", () => {
    expect(openMinutes({ friday: [{ from: "20:00", to: "23:59" }] }, "2026-03-06")).toEqual([
      { from: 1200, to: 1440 },
    ]);
  });
});

describe("a visit nobody would expect", () => {
  it("lies outside the opening hours, wholly or in part", () => {
    expect(oddityOf(visit(540, 600), thursday, HOURS, [])).toBeUndefined();
    expect(oddityOf(visit(810, 870), thursday, HOURS, [])).toBe("not_open");
    expect(oddityOf(visit(480, 510), thursday, HOURS, [])).toBe("not_open");
  });

  it("lies in a closure of the business or of that person, which names it", () => {
    expect(oddityOf(visit(540, 600), thursday, HOURS, [closure(null, 570, 630)])).toEqual({
      closure: "Curso",
    });
    expect(oddityOf(visit(540, 600), thursday, HOURS, [closure("marta", 570, 630)])).toEqual({
      closure: "Curso",
    });
    expect(oddityOf(visit(540, 600), thursday, HOURS, [closure("luis", 570, 630)])).toBeUndefined();
    expect(oddityOf(visit(540, 600), thursday, HOURS, [closure(null, 600, 630)])).toBeUndefined();
  });

  it("leaves closures of one person out of everybody's column", () => {
    const closures = [closure(null, 540, 600), closure("marta", 540, 600)];
    expect(closuresWithin(closures, null, thursday)).toHaveLength(1);
    expect(closuresWithin(closures, "marta", thursday)).toHaveLength(2);
  });
});
