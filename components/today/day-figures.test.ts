import { describe, expect, it } from "vitest";
import { figuresOf } from "./day-figures";

const answeredAt = new Date("2026-03-03T10:00:00Z");

describe("the figures of the day", () => {
  it("count a call in which nobody spoke for the business as not answered", () => {
    expect(
      figuresOf([
        { status: "completed", answeredAt, durationSeconds: 60 },
        { status: "ended_manually", answeredAt, durationSeconds: 30 },
        { status: "failed", answeredAt, durationSeconds: 5 },
        { status: "no_answer", answeredAt: null, durationSeconds: null },
      ]),
    ).toEqual({ calls: 4, answered: 2, missed: 2, averageSeconds: 45 });
  });

  it("leave a running call open", () => {
    expect(figuresOf([{ status: "in_progress", answeredAt, durationSeconds: null }])).toEqual({
      calls: 1,
      answered: 0,
      missed: 0,
      averageSeconds: null,
    });
  });
});
