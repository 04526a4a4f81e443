import { describe, expect, it } from "vitest";
import { layLanes } from "./overlap-lanes";

const span = (id: string, from: number, to: number) => ({ id, from, to });

describe("appointments at the same time", () => {
  it("share the width, and those alone have all of it", () => {
    const lanes = layLanes([span("a", 0, 30), span("b", 15, 45), span("c", 60, 90)]);
    expect(lanes.get("a")).toEqual({ lane: 0, lanes: 2, taken: 1 });
    expect(lanes.get("b")).toEqual({ lane: 1, lanes: 2, taken: 1 });
    expect(lanes.get("c")).toEqual({ lane: 0, lanes: 1, taken: 1 });
  });

  it("do not touch when one ends as the next begins", () => {
    const lanes = layLanes([span("a", 0, 30), span("b", 30, 60)]);
    expect([...lanes.values()]).toEqual([
      { lane: 0, lanes: 1, taken: 1 },
      { lane: 0, lanes: 1, taken: 1 },
    ]);
  });

  it("use a lane again as soon as it is free, and those beside it that stay free", () => {
    const lanes = layLanes([span("long", 0, 120), span("a", 0, 30), span("b", 30, 60), span("c", 45, 90)]);
    expect(lanes.get("long")).toEqual({ lane: 0, lanes: 3, taken: 1 });
    expect(lanes.get("a")).toEqual({ lane: 1, lanes: 3, taken: 2 });
    expect(lanes.get("b")).toEqual({ lane: 1, lanes: 3, taken: 1 });
    expect(lanes.get("c")).toEqual({ lane: 2, lanes: 3, taken: 1 });
  });

  it("never cover one another, whatever they are", () => {
    const spans = Array.from({ length: 60 }, (_, index) => {
      const from = (index * 37) % 600;
      return span(String(index), from, from + 15 + ((index * 13) % 90));
    });
    const lanes = layLanes(spans);
    for (const one of spans) {
      for (const other of spans) {
        if (one.id >= other.id || one.from >= other.to || other.from >= one.to) continue;
        const [left, right] = [lanes.get(one.id), lanes.get(other.id)];
        if (!left || !right) throw new Error("not placed");
        const meet = left.lane < right.lane + right.taken && right.lane < left.lane + left.taken;
        expect(meet, `${one.id} and ${other.id}`).toBe(false);
        expect(lanes.get(one.id)?.lanes).toBe(lanes.get(other.id)?.lanes);
      }
    }
  });
});
