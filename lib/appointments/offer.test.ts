import { describe, expect, it } from "vitest";
import type { Wish } from "@/lib/spoken/read-when";
import { offerOf } from "./offer";
import type { SlotView } from "./schema";

const ZONE = "Europe/Madrid";
const ana = { id: "00000000-0000-4000-8000-000000000001", name: "Ana" };
const luis = { id: "00000000-0000-4000-8000-000000000002", name: "Luis" };

/** In winter Madrid is one hour ahead. */
function slot(day: string, time: string, staff = ana): SlotView {
  const startsAt = new Date(`${day}T${time}:00+01:00`);
  return { startsAt, endsAt: new Date(+startsAt + 1_800_000), staff };
}

const wish = (given: Partial<Wish>): Wish => ({
  from: "2026-11-26",
  to: "2026-11-26",
  time: null,
  between: null,
  ...given,
});

const local = ({ startsAt }: SlotView) =>
  startsAt.toLocaleString("sv-SE", { timeZone: ZONE, dateStyle: "short", timeStyle: "short" });

const THURSDAY = ["09:00", "09:30", "10:00", "11:00", "16:00", "17:30"].map((time) =>
  slot("2026-11-26", time),
);
const FRIDAY = ["08:00", "12:00"].map((time) => slot("2026-11-27", time));
const MONDAY = [slot("2026-11-30", "10:00")];
const ALL = [...THURSDAY, ...FRIDAY, ...MONDAY];

describe("what is offered to a wish", () => {
  it("is that very time where it is free", () => {
    expect(offerOf(ALL, wish({ time: "17:30" }), ZONE).exact).toBe(THURSDAY[5]);
  });

  it("are the nearest times where it is not, in order", () => {
    const { exact, options, isLater } = offerOf(ALL, wish({ time: "10:30" }), ZONE);
    expect(exact).toBeUndefined();
    expect(options.map(local)).toEqual(["2026-11-26 09:30", "2026-11-26 10:00", "2026-11-26 11:00"]);
    expect(isLater).toBe(false);
  });

  it("are the first, a middle and the last time of a day", () => {
    expect(offerOf(ALL, wish({}), ZONE).options.map(local)).toEqual([
      "2026-11-26 09:00",
      "2026-11-26 10:00",
      "2026-11-26 17:30",
    ]);
  });

  it("is the first time of each day of a week", () => {
    expect(offerOf(ALL, wish({ to: "2026-12-02" }), ZONE).options.map(local)).toEqual([
      "2026-11-26 09:00",
      "2026-11-27 08:00",
      "2026-11-30 10:00",
    ]);
  });

  it("stays within the part of the day", () => {
    const afternoon = wish({ between: { from: "15:00", to: "20:00" } });
    expect(offerOf(ALL, afternoon, ZONE).options.map(local)).toEqual([
      "2026-11-26 16:00",
      "2026-11-26 17:30",
    ]);
  });

  it("keeps to the days of the week that were named", () => {
    const fridays = wish({ to: "2026-12-02", weekdays: ["friday"] });
    expect(offerOf(ALL, fridays, ZONE).options.map(local)).toEqual(["2026-11-27 08:00", "2026-11-27 12:00"]);
  });

  it("is what comes next where nothing is free then", () => {
    const { options, isLater } = offerOf(ALL, wish({ from: "2026-11-28", to: "2026-11-29" }), ZONE);
    expect(options.map(local)).toEqual(["2026-11-30 10:00"]);
    expect(isLater).toBe(true);
  });

  it("names a time once, however many people could take it", () => {
    const both = [
      slot("2026-11-26", "09:00"),
      slot("2026-11-26", "09:00", luis),
      slot("2026-11-26", "10:00"),
    ];
    expect(offerOf(both, wish({}), ZONE).options).toEqual([both[0], both[2]]);
  });

  it("is nothing where nothing is free at all", () => {
    expect(offerOf([], wish({}), ZONE)).toEqual({ exact: undefined, options: [], isLater: true });
  });
});
