import { describe, expect, it } from "vitest";
import type { TurnRole } from "@/lib/vocabulary";
import { placeTurns, turnAt } from "./cues";

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
