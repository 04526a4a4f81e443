import { getCountries } from "libphonenumber-js/max";
import { describe, expect, it } from "vitest";
import { CALLABLE_COUNTRIES, groupHours, hoursFaults } from "./rules";

describe("countries that may be called", () => {
  it("are those whose numbers can be read", () => {
    expect([...CALLABLE_COUNTRIES].sort()).toEqual(getCountries().sort());
  });
});

describe("the hours of a day", () => {
  it.each([
    ["one stretch", [["09:00", "20:00"]], []],
    [
      "two that meet",
      [
        ["09:00", "14:00"],
        ["14:00", "20:00"],
      ],
      [],
    ],
    [
      "one that ends before it starts",
      [["14:00", "09:00"]],
      [{ index: 0, end: "to", key: "ends_before_it_starts" }],
    ],
    ["one without length", [["09:00", "09:00"]], [{ index: 0, end: "to", key: "ends_before_it_starts" }]],
    [
      "two that cross",
      [
        ["09:00", "14:00"],
        ["13:30", "20:00"],
      ],
      [{ index: 1, end: "from", key: "hours_overlap" }],
    ],
    [
      "two in the wrong order",
      [
        ["16:00", "20:00"],
        ["09:00", "14:00"],
      ],
      [{ index: 1, end: "from", key: "hours_overlap" }],
    ],
  ])("judges %s", (_name, intervals, faults) => {
    expect(hoursFaults(intervals.map(([from = "", to = ""]) => ({ from, to })))).toEqual(faults);
  });

  it("are read together where neighbours have the same", () => {
    const long = [{ from: "09:00", to: "20:00" }];
    const groups = groupHours({
      monday: long,
      tuesday: long,
      wednesday: long,
      thursday: long,
      friday: long,
      saturday: [{ from: "10:00", to: "14:00" }],
    });
    expect(groups.map(({ days, intervals }) => [days.length, intervals.length])).toEqual([
      [5, 1],
      [1, 1],
      [1, 0],
    ]);
  });
});
