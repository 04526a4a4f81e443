import { describe, expect, it } from "vitest";
import { hoursFaults } from "@/lib/tenants/rules";
import { WEEKDAYS } from "@/lib/vocabulary";
import { nextStretch, openDay, readTime, shiftTime, weekdayName } from "./business-week";

describe("the week of a business", () => {
  it("is named in the reader's language, from Monday on", () => {
    expect(WEEKDAYS.map((day) => weekdayName(day, "es"))[0]).toBe("lunes");
    expect(WEEKDAYS.map((day) => weekdayName(day, "en")).at(-1)).toBe("Sunday");
  });

  it("opens a day with the hours of the open day before it", () => {
    const short = [{ from: "10:00", to: "14:00" }];
    const long = [{ from: "09:00", to: "20:00" }];
    expect(openDay({ monday: long, friday: short }, "saturday")).toEqual(short);
    expect(openDay({ monday: long, friday: short }, "tuesday")).toEqual(long);
    expect(openDay({ friday: short }, "monday")).toEqual(short);
    expect(openDay({}, "monday")).toEqual([{ from: "09:00", to: "18:00" }]);
  });

  it.each(["10:00", "14:00", "18:00", "20:30", "21:00"])(
    "adds a stretch that is right after one until %s",
    (to) => {
      const stretches = [{ from: "08:00", to }];
      expect(hoursFaults([...stretches, nextStretch(stretches)])).toEqual([]);
    },
  );
});

describe("a time that is typed", () => {
  it.each([
    ["9", "09:00"],
    ["09", "09:00"],
    ["930", "09:30"],
    ["0930", "09:30"],
    ["9:30", "09:30"],
    ["9.30", "09:30"],
    ["21,5", "21:05"],
    ["9 h", "09:00"],
    [" 23:59 ", "23:59"],
    ["0", "00:00"],
  ])("%s is %s", (typed, time) => {
    expect(readTime(typed)).toBe(time);
  });

  it.each(["", "24", "9:60", "nine", "12345", "9:30:00", "-1"])("%j is none", (typed) => {
    expect(readTime(typed)).toBeUndefined();
  });

  it("moves by quarters and stays within the day", () => {
    expect(shiftTime("09:00", 1)).toBe("09:15");
    expect(shiftTime("09:00", -1)).toBe("08:45");
    expect(shiftTime("23:59", 1)).toBe("23:45");
    expect(shiftTime("00:00", -1)).toBe("00:00");
  });
});
