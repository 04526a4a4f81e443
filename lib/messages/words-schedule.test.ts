import { addSeconds } from "date-fns";
import { describe, expect, it } from "vitest";
import { nextAttempt, nextLateAttempt, nextSummaryAttempt, summaryDueAt, toldBy } from "./words-schedule";

const takenAt = new Date("2026-11-23T10:00:00Z");

describe("while somebody waits for the words of a message", () => {
  it("attempts become rarer, and end before it has to be told", () => {
    let now = takenAt;
    const pauses: number[] = [];
    for (let attempt = 1; attempt < 50; attempt += 1) {
      const next = nextAttempt(attempt, takenAt, now);
      if (next === null) break;
      expect(next.getTime()).toBeLessThan(toldBy(takenAt).getTime());
      pauses.push((next.getTime() - now.getTime()) / 1000);
      now = next;
    }
    expect(pauses).toEqual([2, 5, 10, 20, 40]);
    expect(toldBy(takenAt).getTime() - takenAt.getTime()).toBeLessThanOrEqual(120_000);
  });

  it("there is none when it should have been told long ago", () => {
    expect(nextAttempt(1, takenAt, addSeconds(takenAt, 3600))).toBeNull();
  });
});

describe("when nobody waits any more", () => {
  it("late attempts end within a day, and a summary is tried three times in all", () => {
    const late = [0, 1, 2, 3, 4].map((attempt) => nextLateAttempt(attempt, takenAt));
    expect(late.every((next) => next !== null && next > takenAt)).toBe(true);
    expect(nextLateAttempt(5, takenAt)).toBeNull();
    expect([1, 2].map((attempt) => nextSummaryAttempt(attempt, takenAt))).toEqual([
      addSeconds(takenAt, 120),
      addSeconds(takenAt, 900),
    ]);
    expect(nextSummaryAttempt(3, takenAt)).toBeNull();
  });
});

it("only what is long is shortened", () => {
  const long = "a".repeat(201);
  expect(summaryDueAt(long, takenAt)).toEqual(takenAt);
  expect(summaryDueAt(long.slice(1), takenAt)).toBeNull();
});
