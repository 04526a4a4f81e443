import { describe, expect, it } from "vitest";
import {
  formatDateTime,
  formatDay,
  formatDayOfYear,
  formatDuration,
  formatMonth,
  formatPercent,
  formatRelative,
  formatTime,
  formatTimeWithSeconds,
  formatUsd,
} from "./format";

const madrid = { locale: "es", timeZone: "Europe/Madrid" };
const bogota = { locale: "en", timeZone: "America/Bogota" };
const instant = new Date("2026-03-03T23:30:05Z");

describe("times", () => {
  it("are those of the business, not of the machine", () => {
    expect(formatTime(instant, madrid)).toBe("00:30");
    expect(formatTime(instant, bogota)).toBe("18:30");
    expect(formatTimeWithSeconds(instant, bogota)).toBe("18:30:05");
    expect(formatDateTime(instant, madrid)).toBe("miércoles, 4 de marzo de 2026, 00:30");
    expect(formatDay(instant, "Europe/Madrid")).toBe("2026-03-04");
    expect(formatDay(instant, "America/Bogota")).toBe("2026-03-03");
  });

  it("are told by distance while near, and by the clock later", () => {
    const after = (minutes: number) => new Date(instant.getTime() + minutes * 60_000);
    expect(formatRelative(instant, after(3), madrid)).toBe("hace 3 min");
    expect(formatRelative(instant, after(0.2), madrid)).toBe("ahora");
    expect(formatRelative(instant, after(120), madrid)).toBe("00:30");
    expect(formatRelative(instant, after(24 * 60), madrid)).toBe("ayer, 00:30");
    expect(formatRelative(instant, after(72 * 60), bogota)).toBe("Mar 3, 2026, 18:30");
  });

  it("count yesterday by the calendar of the business", () => {
    const evening = new Date("2026-03-03T22:00:00Z");
    const afterMidnight = new Date("2026-03-03T23:30:00Z");
    expect(formatRelative(evening, afterMidnight, madrid)).toBe("ayer, 23:00");
    expect(formatRelative(evening, afterMidnight, bogota)).toBe("17:00");
  });
});

describe("amounts", () => {
  it("of time read like a clock", () => {
    expect([0, 7.9, 760, 3723, -4].map(formatDuration)).toEqual(["0:00", "0:07", "12:40", "1:02:03", "0:00"]);
  });

  it("of money below a dollar keep the digits that make them differ from nothing", () => {
    expect(formatUsd("0.0085", "en")).toBe("$0.0085");
    expect(formatUsd("12.5", "en")).toBe("$12.50");
    expect(formatUsd("0", "en")).toBe("$0.00");
  });
});

describe("what has no clock", () => {
  it("is the same day everywhere", () => {
    expect(formatDayOfYear("2026-03-01", "es")).toBe("1 mar");
    expect(formatDayOfYear("2026-12-31", "en")).toBe("Dec 31");
    expect(formatMonth("2026-03-31", "es")).toBe("mar 2026");
  });

  it("is a share in whole hundredths", () => {
    expect(formatPercent(2 / 3, "es")).toMatch(/^67\s%$/);
    expect(formatPercent(1, "en")).toBe("100%");
  });
});
