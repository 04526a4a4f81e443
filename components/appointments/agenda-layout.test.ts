import { describe, expect, it } from "vitest";
import type { StaffView } from "@/lib/agenda/schema";
import type { AppointmentView } from "@/lib/appointments/schema";
import { columnsOf, placeAppointments, visibleRows } from "./agenda-layout";
import { dayClock, instantOf } from "./day-clock";
import { timeAxis } from "./time-axis";

const MADRID = "Europe/Madrid";
const person = (id: string, active = true): StaffView => ({
  id,
  name: id,
  color: 0,
  openingHours: null,
  active,
  serviceIds: [],
  externalId: null,
  position: 0,
});
const STAFF = [person("marta"), person("luis"), person("old", false)];

function visit(id: string, staffId: string, day: string, from: number, to: number): AppointmentView {
  const clock = dayClock(day, MADRID);
  return {
    id,
    status: "scheduled",
    startsAt: instantOf(clock, from),
    endsAt: to > 1440 ? new Date(clock.endsAt.getTime() + (to - 1440) * 60_000) : instantOf(clock, to),
    title: "",
    notes: "",
    externalId: null,
    contact: { id: "c", name: "Rosa", number: null },
    staff: { id: staffId, name: staffId, color: 0 },
    service: null,
    revision: 0,
    updatedAt: clock.startsAt,
  };
}

const day = { view: "day" as const, date: "2026-03-05", timeZone: MADRID, staff: STAFF, staffId: undefined };
const keysOf = (columns: { key: string }[]) => columns.map(({ key }) => key);

describe("the columns of the agenda", () => {
  it("are the people who work on a day, and whoever left but still has somebody coming", () => {
    expect(keysOf(columnsOf({ ...day, appointments: [] }))).toEqual(["marta", "luis"]);
    const late = visit("a", "old", "2026-03-05", 600, 630);
    expect(keysOf(columnsOf({ ...day, appointments: [late] }))).toEqual(["marta", "luis", "old"]);
  });

  it("are one person's alone where somebody is chosen", () => {
    expect(keysOf(columnsOf({ ...day, staffId: "luis", appointments: [] }))).toEqual(["luis"]);
  });

  it("are seven days from Monday in a week", () => {
    const week = columnsOf({ ...day, view: "week", appointments: [] });
    expect(week).toHaveLength(7);
    expect([week[0]?.key, week[6]?.key]).toEqual(["2026-03-02", "2026-03-08"]);
  });
});

describe("appointments in their columns", () => {
  const appointments = [
    visit("a", "marta", "2026-03-05", 600, 630),
    visit("b", "luis", "2026-03-05", 600, 660),
    visit("c", "marta", "2026-03-05", 540, 545),
    visit("d", "marta", "2026-03-06", 600, 630),
  ];

  it("stand with their person and at their time, in order", () => {
    const columns = columnsOf({ ...day, appointments });
    const placed = placeAppointments(appointments, columns, timeAxis(columns.map(({ clock }) => clock)));
    expect(placed.map(({ appointment, column, from, to }) => [appointment.id, column, from, to])).toEqual([
      ["c", 0, 540, 555],
      ["a", 0, 600, 630],
      ["b", 1, 600, 660],
    ]);
  });

  it("share a day's column in the week, and show only the chosen person's", () => {
    const week = { ...day, view: "week" as const, appointments };
    const everybody = columnsOf(week);
    const axis = timeAxis(everybody.map(({ clock }) => clock));
    const placed = placeAppointments(appointments, everybody, axis);
    const lanes = new Map(placed.map((one) => [one.appointment.id, one.column === 3 ? one.lanes : 0]));
    expect(Object.fromEntries(lanes)).toEqual({ a: 2, b: 2, c: 1, d: 0 });
    const one = placeAppointments(appointments, columnsOf({ ...week, staffId: "luis" }), axis);
    expect(one.map(({ appointment }) => appointment.id)).toEqual(["b"]);
  });

  it("stand once when they last over midnight, on the day they begin", () => {
    const late = visit("late", "marta", "2026-03-05", 1400, 1470);
    const columns = columnsOf({ ...day, view: "week", staffId: "marta", appointments: [late] });
    const placed = placeAppointments([late], columns, timeAxis(columns.map(({ clock }) => clock)));
    expect(placed.map(({ column, from, to }) => [column, from, to])).toEqual([[3, 1400, 1440]]);
  });
});

describe("the hours that are shown", () => {
  const axis = timeAxis([dayClock("2026-03-05", MADRID)]);

  it("reach an hour beyond whatever happens, and are an office day when nothing does", () => {
    expect(visibleRows(axis, [{ from: 545, to: 1150 }])).toEqual({ from: 480, to: 1260 });
    expect(visibleRows(axis, [])).toEqual({ from: 420, to: 1260 });
  });

  it("never leave the day", () => {
    expect(visibleRows(axis, [{ from: 0, to: 1440 }])).toEqual({ from: 0, to: 1440 });
  });
});
