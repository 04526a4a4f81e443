import { describe, expect, it } from "vitest";
import { weekOf } from "./calendar-day";
import { dayClock } from "./day-clock";
import { hourMarks, instantAt, missingRows, positionOf, timeAxis } from "./time-axis";

const MADRID = "Europe/Madrid";
const clocksOf = (days: readonly string[]) => days.map((day) => dayClock(day, MADRID));

describe("the rows of the agenda", () => {
  it("are 23 on a day of 23 hours, without the hour that is jumped over", () => {
    const axis = timeAxis(clocksOf(["2026-03-29"]));
    const marks = hourMarks(axis);
    expect(marks).toHaveLength(23);
    expect(marks.map(({ text }) => text).slice(0, 4)).toEqual(["00:00", "01:00", "03:00", "04:00"]);
    expect(marks.map(({ position }) => position)).toEqual(Array.from({ length: 23 }, (_, row) => row * 60));
  });

  it("are 25 on a day of 25 hours, two of them at two o'clock", () => {
    const marks = hourMarks(timeAxis(clocksOf(["2026-10-25"])));
    expect(marks).toHaveLength(25);
    expect(
      marks.filter(({ text }) => text === "02:00").map(({ position, isSecond }) => [position, isSecond]),
    ).toEqual([
      [120, false],
      [180, true],
    ]);
    expect(marks[4]).toEqual({ position: 240, text: "03:00", isSecond: false });
  });

  it("stay level over a week in which the clock changes; days without an hour show where it is missing", () => {
    const spring = clocksOf(weekOf("2026-03-29"));
    const axis = timeAxis(spring);
    expect(axis.lengthMinutes).toBe(1440);
    expect(spring.map((clock) => missingRows(axis, clock))).toEqual([
      ...Array.from({ length: 6 }, () => null),
      { from: 120, to: 180 },
    ]);
    const autumn = clocksOf(weekOf("2026-10-25"));
    const longer = timeAxis(autumn);
    expect(longer.lengthMinutes).toBe(1500);
    expect(missingRows(longer, dayClock("2026-10-24", MADRID))).toEqual({ from: 180, to: 240 });
    const nine = autumn.map((clock) => positionOf(longer, clock, instantAt(longer, clock, 600)));
    expect(nine).toEqual(Array.from({ length: 7 }, () => 600));
  });

  it("give every instant of a day its own place, in order and back again", () => {
    for (const day of ["2026-03-29", "2026-10-25", "2026-05-11"]) {
      for (const days of [[day], weekOf(day)]) {
        const axis = timeAxis(clocksOf(days));
        const clock = dayClock(day, MADRID);
        let last = -1;
        for (let at = clock.startsAt.getTime(); at < clock.endsAt.getTime(); at += 15 * 60_000) {
          const position = positionOf(axis, clock, new Date(at));
          expect(position).toBeGreaterThan(last);
          expect(instantAt(axis, clock, position).getTime()).toBe(at);
          last = position;
        }
      }
    }
  });

  it("hold an hour from half past one on either day: one row and a half hour apart on the clock, an hour in truth", () => {
    const clock = dayClock("2026-03-29", MADRID);
    const axis = timeAxis([clock]);
    const start = instantAt(axis, clock, 90);
    const end = new Date(start.getTime() + 3_600_000);
    expect(positionOf(axis, clock, end) - positionOf(axis, clock, start)).toBe(60);
  });

  it("begin and end with the day for what reaches over midnight", () => {
    const clock = dayClock("2026-05-11", MADRID);
    const axis = timeAxis([clock]);
    expect(positionOf(axis, clock, new Date("2026-05-10T10:00:00Z"))).toBe(0);
    expect(positionOf(axis, clock, new Date("2026-05-12T10:00:00Z"))).toBe(1440);
  });
});
