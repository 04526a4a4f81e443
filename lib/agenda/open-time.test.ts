import { describe, expect, it } from "vitest";
import type { OpeningHours } from "@/lib/vocabulary";
import { openIntervals } from "./open-time";
import { dayBounds, localInstant, shiftDay } from "./rules";

const SPLIT: OpeningHours = {
  friday: [
    { from: "09:00", to: "14:00" },
    { from: "16:00", to: "20:00" },
  ],
  saturday: [{ from: "10:00", to: "14:00" }],
  sunday: [{ from: "00:00", to: "23:59" }],
};

const iso = (instant: Date) => instant.toISOString().slice(0, 16);

function open(
  day: string,
  timeZone: string,
  { hours = SPLIT, own = null as OpeningHours | null, closed = [] as [string, string][] } = {},
): string[] {
  const closures = closed.map(([startsAt, endsAt]) => ({
    startsAt: new Date(startsAt),
    endsAt: new Date(endsAt),
  }));
  return openIntervals({ day, timeZone, businessHours: hours, staffHours: own, closures }).map(
    ({ startsAt, endsAt }) => `${iso(startsAt)}/${iso(endsAt)}`,
  );
}

describe("a local time", () => {
  it.each([
    // Spain: 29 March 2026 02:00 → 03:00, 25 October 2026 03:00 → 02:00.
    ["Europe/Madrid", "2026-03-28", "02:30", "2026-03-28T01:30"],
    ["Europe/Madrid", "2026-03-29", "01:59", "2026-03-29T00:59"],
    ["Europe/Madrid", "2026-03-29", "02:00", "2026-03-29T01:00"],
    ["Europe/Madrid", "2026-03-29", "02:30", "2026-03-29T01:30"],
    ["Europe/Madrid", "2026-03-29", "03:00", "2026-03-29T01:00"],
    ["Europe/Madrid", "2026-10-25", "01:59", "2026-10-24T23:59"],
    ["Europe/Madrid", "2026-10-25", "02:30", "2026-10-25T00:30"],
    ["Europe/Madrid", "2026-10-25", "03:00", "2026-10-25T02:00"],
    // Mexico has kept one time since October 2022; before, April and October moved the clocks.
    ["America/Mexico_City", "2026-04-05", "02:30", "2026-04-05T08:30"],
    ["America/Mexico_City", "2026-07-01", "09:00", "2026-07-01T15:00"],
    ["America/Mexico_City", "2022-07-01", "09:00", "2022-07-01T14:00"],
    // Chile: 5 September 2026 24:00 → 6 September 01:00; 4 April 2026 24:00 → 23:00 again.
    ["America/Santiago", "2026-09-06", "00:00", "2026-09-06T04:00"],
    ["America/Santiago", "2026-09-06", "00:30", "2026-09-06T04:30"],
    ["America/Santiago", "2026-09-06", "01:00", "2026-09-06T04:00"],
    ["America/Santiago", "2026-04-04", "23:30", "2026-04-05T02:30"],
    ["America/Santiago", "2026-04-05", "00:00", "2026-04-05T04:00"],
    ["America/Bogota", "2026-03-29", "02:30", "2026-03-29T07:30"],
    // United States: 8 March 2026 02:00 → 03:00, 1 November 2026 02:00 → 01:00.
    ["America/New_York", "2026-03-08", "02:15", "2026-03-08T07:15"],
    ["America/New_York", "2026-11-01", "01:15", "2026-11-01T05:15"],
    ["America/New_York", "2026-11-01", "02:00", "2026-11-01T07:00"],
  ])("of %s on %s at %s is one instant", (timeZone, day, time, instant) => {
    expect(iso(localInstant(day, time, timeZone))).toBe(instant);
  });
});

describe("a day", () => {
  it.each([
    ["Europe/Madrid", "2026-03-28", 24],
    ["Europe/Madrid", "2026-03-29", 23],
    ["Europe/Madrid", "2026-10-25", 25],
    ["America/Mexico_City", "2026-04-05", 24],
    ["America/Santiago", "2026-09-06", 23],
    ["America/Santiago", "2026-04-04", 25],
    ["America/Bogota", "2026-11-01", 24],
    ["America/New_York", "2026-03-08", 23],
    ["America/New_York", "2026-11-01", 25],
  ])("of %s on %s has %i hours", (timeZone, day, hours) => {
    const { startsAt, endsAt } = dayBounds(day, timeZone);
    expect((+endsAt - +startsAt) / 3_600_000).toBe(hours);
  });

  it("begins where the one before ends, all year", () => {
    for (const timeZone of ["Europe/Madrid", "America/Santiago", "America/New_York"]) {
      for (let day = "2026-01-01"; day < "2027-01-01"; day = shiftDay(day, 1)) {
        expect(dayBounds(day, timeZone).endsAt).toEqual(dayBounds(shiftDay(day, 1), timeZone).startsAt);
      }
    }
  });

  it("is followed by the next one across months, years and leap days", () => {
    expect(["2026-12-31", "2028-02-28", "2026-02-28"].map((day) => shiftDay(day, 1))).toEqual([
      "2027-01-01",
      "2028-02-29",
      "2026-03-01",
    ]);
    expect(shiftDay("2026-03-01", -1)).toBe("2026-02-28");
  });
});

describe("open time", () => {
  it("is the hours of the weekday, in the zone's own time", () => {
    expect(open("2026-11-20", "Europe/Madrid")).toEqual([
      "2026-11-20T08:00/2026-11-20T13:00",
      "2026-11-20T15:00/2026-11-20T19:00",
    ]);
    expect(open("2026-11-20", "America/Bogota")).toEqual([
      "2026-11-20T14:00/2026-11-20T19:00",
      "2026-11-20T21:00/2026-11-21T01:00",
    ]);
    expect(open("2026-11-23", "Europe/Madrid")).toEqual([]);
  });

  it("is a person's own hours where there are any, and no time at all where these are empty", () => {
    const own: OpeningHours = { friday: [{ from: "08:00", to: "11:00" }] };
    expect(open("2026-11-20", "Europe/Madrid", { own })).toEqual(["2026-11-20T07:00/2026-11-20T10:00"]);
    expect(open("2026-11-21", "Europe/Madrid", { own })).toEqual([]);
    expect(open("2026-11-20", "Europe/Madrid", { own: {} })).toEqual([]);
  });

  it.each<[string, [string, string][], string[]]>([
    ["another day", [["2026-11-19T00:00Z", "2026-11-20T00:00Z"]], ["10:00/14:00"]],
    ["what ends at the opening", [["2026-11-21T08:00Z", "2026-11-21T09:00Z"]], ["10:00/14:00"]],
    ["the whole day", [["2026-11-20T23:00Z", "2026-11-21T23:00Z"]], []],
    ["exactly the hours", [["2026-11-21T09:00Z", "2026-11-21T13:00Z"]], []],
    ["the beginning", [["2026-11-21T08:00Z", "2026-11-21T10:30Z"]], ["11:30/14:00"]],
    ["the end", [["2026-11-21T12:00Z", "2026-11-21T20:00Z"]], ["10:00/13:00"]],
    ["the middle", [["2026-11-21T10:00Z", "2026-11-21T11:00Z"]], ["10:00/11:00", "12:00/14:00"]],
    [
      "several that cross",
      [
        ["2026-11-21T10:30Z", "2026-11-21T11:00Z"],
        ["2026-11-21T10:00Z", "2026-11-21T10:45Z"],
        ["2026-11-21T12:45Z", "2026-11-22T12:45Z"],
      ],
      ["10:00/11:00", "12:00/13:45"],
    ],
  ])("loses a closure over %s", (_name, closed, left) => {
    const local = open("2026-11-21", "Europe/Madrid", { closed }).map((span) =>
      span
        .split("/")
        .map((end) => iso(new Date(+new Date(`${end}Z`) + 3_600_000)).slice(11))
        .join("/"),
    );
    expect(local).toEqual(left);
  });

  it("has an hour less or more on days on which the clocks change", () => {
    const night: OpeningHours = { sunday: [{ from: "01:00", to: "05:00" }] };
    const hoursOf = (day: string, timeZone: string) =>
      openIntervals({ day, timeZone, businessHours: night, staffHours: null, closures: [] }).map(
        ({ startsAt, endsAt }) => (+endsAt - +startsAt) / 3_600_000,
      );
    expect(hoursOf("2026-03-29", "Europe/Madrid")).toEqual([3]);
    expect(hoursOf("2026-10-25", "Europe/Madrid")).toEqual([5]);
    expect(hoursOf("2026-10-25", "America/Mexico_City")).toEqual([4]);
    expect(hoursOf("2026-03-08", "America/New_York")).toEqual([3]);
    expect(hoursOf("2026-11-01", "America/New_York")).toEqual([5]);
    expect(hoursOf("2026-09-06", "America/Santiago")).toEqual([4]);
  });

  it("stays in order where a change of the clocks pushes two stretches into each other", () => {
    const hours: OpeningHours = {
      sunday: [
        { from: "01:00", to: "02:30" },
        { from: "03:00", to: "05:00" },
        { from: "05:00", to: "06:00" },
      ],
    };
    expect(open("2026-03-29", "Europe/Madrid", { hours })).toEqual(["2026-03-29T00:00/2026-03-29T04:00"]);
  });

  it("opens at the first instant of a day whose midnight is skipped", () => {
    expect(open("2026-09-06", "America/Santiago")).toEqual(["2026-09-06T04:00/2026-09-07T02:59"]);
  });
});
