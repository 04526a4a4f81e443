import { describe, expect, it } from "vitest";
import type { TurnRole } from "@/lib/vocabulary";
import { placeTurns, startAfter, startBefore, turnAt } from "./cues";

const START = Date.parse("2026-03-03T10:00:00Z");
const at = (seconds: number) => new Date(START + seconds * 1000);
const turn = (position: number, seconds: number, role: TurnRole = "agent") => ({
  position,
  role,
  offsetMs: seconds * 1000,
  spokenAt: at(seconds),
});

describe("the turns of a call in its recordings", () => {
  it("stand where they were spoken, counted from the moment the recording begins", () => {
    const cues = placeTurns([turn(0, 1), turn(1, 4, "caller")], [{ id: "r1", startedAt: at(0.5) }]);
    expect(cues.get("r1")).toEqual([
      { position: 0, startMs: 500 },
      { position: 1, startMs: 3500 },
    ]);
  });

  it("stand at their own offset where nobody told when the recording begins", () => {
    const cues = placeTurns([turn(0, 3)], [{ id: "r1", startedAt: null }]);
    expect(cues.get("r1")).toEqual([{ position: 0, startMs: 3000 }]);
  });

  it("that seem to begin before the recording begin with it", () => {
    expect(placeTurns([turn(0, 0)], [{ id: "r1", startedAt: at(1) }]).get("r1")).toEqual([
      { position: 0, startMs: 0 },
    ]);
  });

  it("are shared out when the call changed agents", () => {
    const recordings = [
      { id: "r1", startedAt: at(0) },
      { id: "r2", startedAt: at(60) },
    ];
    const cues = placeTurns([turn(0, 1), turn(1, 59), turn(2, 75)], recordings);
    expect(cues.get("r1")).toEqual([{ position: 0, startMs: 1000 }]);
    expect(cues.get("r2")).toEqual([
      { position: 1, startMs: 0 },
      { position: 2, startMs: 15_000 },
    ]);
  });

  it("without a recording, and tools, are not to be heard", () => {
    expect(placeTurns([turn(0, 1)], []).size).toBe(0);
    expect(placeTurns([turn(0, 1, "tool")], [{ id: "r1", startedAt: at(0) }]).get("r1")).toEqual([]);
  });
});

describe("the turn being spoken", () => {
  const cues = [
    { position: 0, startMs: 500 },
    { position: 2, startMs: 4000 },
  ];
  it.each([
    [0, null],
    [500, 0],
    [3999, 0],
    [4000, 2],
    [99_000, 2],
  ])("after %i ms is turn %s", (ms, position) => {
    expect(turnAt(cues, ms)).toBe(position);
  });
});

describe("a jump by turn", () => {
  const cues = [
    { position: 0, startMs: 500 },
    { position: 2, startMs: 4000 },
    { position: 3, startMs: 9000 },
  ];
  it.each([
    [0, 0, 500],
    [499, 0, 4000],
    [500, 0, 4000],
    [2500, 500, 4000],
    [4000, 500, 9000],
    [5400, 500, 9000],
    [5500, 4000, 9000],
    [8990, 4000, undefined],
    [9000, 4000, undefined],
    [60_000, 9000, undefined],
  ])("from %i ms leads back to %i and on to %s", (ms, back, on) => {
    expect([startBefore(cues, ms), startAfter(cues, ms)]).toEqual([back, on]);
  });

  it("leads from beginning to beginning, however the browser rounds", () => {
    for (const rounding of [-40, 0, 40]) {
      const met: number[] = [];
      for (let ms: number | undefined = 0; ms !== undefined; ms = startAfter(cues, ms + rounding))
        met.push(ms);
      expect(met).toEqual([0, 500, 4000, 9000]);
    }
  });

  it("leads back over short turns one by one", () => {
    const short = [300, 1400, 2600, 2900].map((startMs, position) => ({ position, startMs }));
    for (const rounding of [-40, 0, 40]) {
      const met: number[] = [];
      for (let ms = 2900; ms > 0; ms = startBefore(short, ms + rounding)) met.push(ms);
      expect(met).toEqual([2900, 2600, 1400, 300]);
    }
  });

  it("leads nowhere in a recording without turns", () => {
    expect([startBefore([], 3000), startAfter([], 3000)]).toEqual([0, undefined]);
  });
});
