import { describe, expect, it } from "vitest";
import type { OpeningHours } from "@/lib/vocabulary";
import { dueOf } from "./due-of";

const WEEKDAY = [
  { from: "09:00", to: "14:00" },
  { from: "16:00", to: "20:00" },
];
const HOURS: OpeningHours = {
  monday: WEEKDAY,
  tuesday: WEEKDAY,
  wednesday: WEEKDAY,
  thursday: WEEKDAY,
  friday: [{ from: "09:00", to: "14:00" }],
};

function due(takenAt: string, given: Partial<Parameters<typeof dueOf>[0]> = {}): string {
  return dueOf({
    takenAt: new Date(takenAt),
    isUrgent: false,
    openingHours: HOURS,
    timeZone: "Europe/Madrid",
    ...given,
  }).toISOString();
}

describe("by when somebody should call back", () => {
  it.each([
    ["in the morning", "2026-11-23T09:00:00Z", "2026-11-23T13:00:00.000Z"],
    ["with an hour left, to the minute", "2026-11-23T12:00:00Z", "2026-11-23T13:00:00.000Z"],
    ["with less than an hour left", "2026-11-23T12:01:00Z", "2026-11-23T19:00:00.000Z"],
    ["over lunch", "2026-11-23T13:30:00Z", "2026-11-23T19:00:00.000Z"],
    ["at night", "2026-11-23T23:30:00Z", "2026-11-24T13:00:00.000Z"],
    ["before midnight in UTC, after it in the business", "2026-11-24T23:30:00Z", "2026-11-25T13:00:00.000Z"],
    ["at the weekend", "2026-11-28T10:00:00Z", "2026-11-30T13:00:00.000Z"],
    ["shortly before the weekend", "2026-11-27T12:30:00Z", "2026-11-30T13:00:00.000Z"],
  ])("%s: until the end of the period that leaves an hour for it", (_when, takenAt, expected) => {
    expect(due(takenAt)).toBe(expected);
  });

  it.each([
    ["in the morning", "2026-11-23T09:00:00Z", "2026-11-23T10:00:00.000Z"],
    ["20 minutes before lunch", "2026-11-23T12:40:00Z", "2026-11-23T15:40:00.000Z"],
    ["on Sunday", "2026-11-29T10:00:00Z", "2026-11-30T09:00:00.000Z"],
    ["10 minutes before the weekend", "2026-11-27T12:50:00Z", "2026-11-30T08:50:00.000Z"],
  ])("urgent, %s: after an hour of opening time", (_when, takenAt, expected) => {
    expect(due(takenAt, { isUrgent: true })).toBe(expected);
  });

  it("follows the clocks when they change over the weekend", () => {
    // Madrid leaves summer time on Sunday, 25 October 2026, and begins it on Sunday, 28 March 2027.
    expect(due("2026-10-24T10:00:00Z")).toBe("2026-10-26T13:00:00.000Z");
    expect(due("2027-03-27T10:00:00Z")).toBe("2027-03-29T12:00:00.000Z");
  });

  it("counts an hour that the clocks skip or repeat as what it lasts", () => {
    const openingHours: OpeningHours = { sunday: [{ from: "00:00", to: "04:00" }] };
    // 00:00 to 04:00 of the day on which the clocks go back lasts five hours, and its third hour comes twice.
    const urgent = (takenAt: string) => due(takenAt, { isUrgent: true, openingHours });
    expect(urgent("2026-10-25T00:30:00Z")).toBe("2026-10-25T01:30:00.000Z");
    expect(due("2026-10-25T00:30:00Z", { openingHours })).toBe("2026-10-25T03:00:00.000Z");
    expect(urgent("2027-03-28T00:30:00Z")).toBe("2027-03-28T01:30:00.000Z");
  });

  it("passes over days on which the business is closed", () => {
    const closures = [
      { startsAt: new Date("2026-12-07T23:00:00Z"), endsAt: new Date("2026-12-08T23:00:00Z") },
    ];
    expect(due("2026-12-07T19:30:00Z", { closures })).toBe("2026-12-09T13:00:00.000Z");
    expect(due("2026-12-07T18:40:00Z", { closures, isUrgent: true })).toBe("2026-12-09T08:40:00.000Z");
  });

  it("adds short periods up until they make an hour", () => {
    const openingHours: OpeningHours = {
      monday: [{ from: "10:00", to: "10:30" }],
      wednesday: [{ from: "10:00", to: "10:45" }],
    };
    expect(due("2026-11-22T10:00:00Z", { openingHours, isUrgent: true })).toBe("2026-11-25T09:30:00.000Z");
    expect(due("2026-11-22T10:00:00Z", { openingHours })).toBe("2026-11-25T09:45:00.000Z");
  });

  it("is four hours, urgent one, where nobody entered opening hours or nobody comes for two months", () => {
    const takenAt = "2026-11-23T09:00:00Z";
    const closures = [{ startsAt: new Date("2026-11-01"), endsAt: new Date("2027-03-01") }];
    for (const given of [{ openingHours: {} }, { closures }]) {
      expect(due(takenAt, given)).toBe("2026-11-23T13:00:00.000Z");
      expect(due(takenAt, { ...given, isUrgent: true })).toBe("2026-11-23T10:00:00.000Z");
    }
  });
});
