import { describe, expect, it } from "vitest";
import { clockMinute, dayClock, instantOf, minuteOf, timeText } from "./day-clock";

const MADRID = "Europe/Madrid";
const hours = (day: string, zone: string) => {
  const { startsAt, endsAt } = dayClock(day, zone);
  return (endsAt.getTime() - startsAt.getTime()) / 3_600_000;
};

describe("the clock of a day", () => {
  it("runs 24 hours on most days, 23 and 25 when summer time begins and ends", () => {
    expect(hours("2026-03-28", MADRID)).toBe(24);
    expect(hours("2026-03-29", MADRID)).toBe(23);
    expect(hours("2026-10-25", MADRID)).toBe(25);
    expect(hours("2026-10-25", "America/Bogota")).toBe(24);
  });

  it("says which hour is jumped over and which comes twice", () => {
    expect(dayClock("2026-03-29", MADRID).skipped).toEqual({ from: 120, to: 180 });
    expect(dayClock("2026-03-29", MADRID).repeated).toBeNull();
    expect(dayClock("2026-10-25", MADRID).repeated).toEqual({ from: 120, to: 180 });
    expect(dayClock("2026-10-25", MADRID).skipped).toBeNull();
  });

  it("begins at one o'clock where midnight is jumped over, and ends twice at eleven where it comes back", () => {
    const spring = dayClock("2026-09-06", "America/Santiago");
    expect(spring.skipped).toEqual({ from: 0, to: 60 });
    expect(hours("2026-09-06", "America/Santiago")).toBe(23);
    expect(dayClock("2026-04-04", "America/Santiago").repeated).toEqual({ from: 1380, to: 1440 });
    expect(hours("2026-04-04", "America/Santiago")).toBe(25);
  });

  it("tells the first half past two from the second, an hour later", () => {
    const clock = dayClock("2026-10-25", MADRID);
    const [first, second] = [instantOf(clock, 150), instantOf(clock, 150, true)];
    expect(second.getTime() - first.getTime()).toBe(3_600_000);
    expect(clockMinute(clock, first)).toEqual({ minute: 150, isSecond: false });
    expect(clockMinute(clock, second)).toEqual({ minute: 150, isSecond: true });
  });

  it("reads every minute it shows back from its instant", () => {
    for (const day of ["2026-03-29", "2026-10-25", "2026-06-01"]) {
      const clock = dayClock(day, MADRID);
      for (let minute = 0; minute < 1440; minute += 15) {
        if (clock.skipped && minute >= clock.skipped.from && minute < clock.skipped.to) continue;
        expect(clockMinute(clock, instantOf(clock, minute)).minute, `${day} ${minute}`).toBe(minute);
      }
    }
  });

  it("takes a time that does not exist for one an hour later, as calendars do", () => {
    const clock = dayClock("2026-03-29", MADRID);
    expect(instantOf(clock, 150)).toEqual(instantOf(clock, 210));
    expect(instantOf(clock, 150).toISOString()).toBe("2026-03-29T01:30:00.000Z");
    expect(instantOf(dayClock("2026-09-06", "America/Santiago"), 0).toISOString()).toBe(
      "2026-09-06T04:00:00.000Z",
    );
  });

  it("writes and reads times of a form", () => {
    expect(timeText(570)).toBe("09:30");
    expect(minuteOf("09:30")).toBe(570);
    expect(minuteOf("9:30")).toBeUndefined();
    expect(minuteOf("")).toBeUndefined();
  });
});
