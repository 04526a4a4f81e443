import { describe, expect, it } from "vitest";
import { weekOf } from "./calendar-day";
import { dayClock, instantOf } from "./day-clock";
import { isSamePlace, type Proposal, shiftProposal, snap } from "./proposal";

const MADRID = "Europe/Madrid";
const at = (day: string, minute: number) => instantOf(dayClock(day, MADRID), minute);
const proposalOn = (day: string, from: number, to: number): Proposal => ({
  id: "a",
  staffId: "marta",
  startsAt: at(day, from),
  endsAt: at(day, to),
});
const dayRules = { stepMinutes: 15, timeZone: MADRID, staffIds: ["marta", "luis"], days: ["2026-03-05"] };
const weekRules = { ...dayRules, staffIds: [], days: weekOf("2026-03-29") };

describe("an appointment moved with keys", () => {
  const start = proposalOn("2026-03-05", 600, 630);

  it("goes up and down by the steps of the business and keeps its length", () => {
    expect(shiftProposal(start, "ArrowDown", false, dayRules)).toEqual(proposalOn("2026-03-05", 615, 645));
    expect(shiftProposal(start, "ArrowUp", false, { ...dayRules, stepMinutes: 20 })).toEqual(
      proposalOn("2026-03-05", 580, 610),
    );
  });

  it("goes to the neighbour's column, and no further than the last", () => {
    const moved = shiftProposal(start, "ArrowRight", false, dayRules);
    expect(moved).toEqual({ ...start, staffId: "luis" });
    expect(shiftProposal(moved, "ArrowRight", false, dayRules)).toBe(moved);
    expect(shiftProposal(start, "ArrowLeft", false, dayRules)).toBe(start);
  });

  it("keeps its time of day from one day to another, over a change of the clock too", () => {
    const saturday = proposalOn("2026-03-28", 600, 630);
    const sunday = shiftProposal(saturday, "ArrowRight", false, weekRules);
    expect(sunday).toEqual(proposalOn("2026-03-29", 600, 630));
    expect(sunday.startsAt.getTime() - saturday.startsAt.getTime()).toBe(23 * 3_600_000);
    expect(shiftProposal(sunday, "ArrowRight", false, weekRules)).toBe(sunday);
  });

  it("steps over the hour that does not exist", () => {
    const early = proposalOn("2026-03-29", 105, 120);
    const next = shiftProposal(early, "ArrowDown", false, weekRules);
    expect(next.startsAt).toEqual(at("2026-03-29", 180));
  });

  it("stays on the days that are shown", () => {
    const first = proposalOn("2026-03-05", 0, 30);
    expect(shiftProposal(first, "ArrowUp", false, dayRules)).toBe(first);
  });

  it("grows and shrinks at its end, never below one step", () => {
    const longer = shiftProposal(start, "ArrowDown", true, dayRules);
    expect(longer).toEqual(proposalOn("2026-03-05", 600, 645));
    const one = shiftProposal(start, "ArrowUp", true, dayRules);
    expect(one).toEqual(proposalOn("2026-03-05", 600, 615));
    expect(shiftProposal(one, "ArrowUp", true, dayRules)).toBe(one);
    expect(shiftProposal(start, "ArrowRight", true, dayRules)).toBe(start);
  });
});

describe("what the pointer lets go", () => {
  it("goes to the nearest step", () => {
    expect(snap(607, 15, 540)).toBe(600);
    expect(snap(608, 15, 540)).toBe(615);
  });

  it("counts its steps from the opening", () => {
    expect(snap(551, 20, 550)).toBe(550);
    expect(snap(561, 20, 550)).toBe(570);
    expect(snap(540, 20, 550)).toBe(550);
  });

  it("is no move when it comes back to where it was", () => {
    const start = proposalOn("2026-03-05", 600, 630);
    expect(isSamePlace(start, { ...start, startsAt: new Date(start.startsAt) })).toBe(true);
    expect(isSamePlace(start, { ...start, staffId: "luis" })).toBe(false);
  });
});
