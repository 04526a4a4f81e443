import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openLiveFeed } from "./live-connection";

const callId = "0195b6a0-0000-7000-8000-000000000001";

class FakeSource extends EventTarget {
  closed = false;

  close(): void {
    this.closed = true;
  }

  open(): void {
    this.dispatchEvent(new Event("open"));
  }

  fail(): void {
    this.dispatchEvent(new Event("error"));
  }

  send(data: string): void {
    this.dispatchEvent(new MessageEvent("message", { data }));
  }
}

function openFakeFeed() {
  const sources: FakeSource[] = [];
  const phases: string[] = [];
  const messages: unknown[] = [];
  const stop = openLiveFeed({
    connect: () => {
      const source = new FakeSource();
      sources.push(source);
      return source;
    },
    onPhase: (phase) => phases.push(phase),
    onMessage: (message) => messages.push(message),
    random: () => 1,
  });
  return { sources, phases, messages, stop };
}

describe("the live feed", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("passes on what it knows and ignores the rest", () => {
    const { sources, messages } = openFakeFeed();
    sources[0]?.open();
    sources[0]?.send(JSON.stringify({ type: "turns", callId }));
    sources[0]?.send(JSON.stringify({ type: "fireworks" }));
    sources[0]?.send("not json");
    expect(messages).toEqual([{ type: "turns", callId }]);
  });

  it("comes back after a loss and asks for a resync only then", () => {
    const { sources, phases, messages } = openFakeFeed();
    sources[0]?.open();
    expect(messages).toEqual([]);
    sources[0]?.fail();
    vi.runOnlyPendingTimers();
    sources[1]?.open();
    expect(sources[0]?.closed).toBe(true);
    expect(messages).toEqual([{ type: "resync" }]);
    expect(phases).toEqual(["connecting", "open", "lost", "open"]);
  });

  it("asks for a resync when it had never been open before either", () => {
    const { sources, messages } = openFakeFeed();
    sources[0]?.fail();
    vi.runOnlyPendingTimers();
    sources[1]?.open();
    expect(messages).toEqual([{ type: "resync" }]);
  });

  it("waits longer after each failure, up to a limit, and forgets it once a connection has lasted", () => {
    const { sources } = openFakeFeed();
    const waited: number[] = [];
    for (let attempt = 0; attempt < 8; attempt += 1) {
      const before = Date.now();
      sources.at(-1)?.fail();
      vi.runOnlyPendingTimers();
      waited.push(Date.now() - before);
    }
    expect(waited).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 20_000, 20_000]);
    sources.at(-1)?.open();
    vi.advanceTimersByTime(5000);
    sources.at(-1)?.fail();
    const count = sources.length;
    vi.advanceTimersByTime(500);
    expect(sources).toHaveLength(count + 1);
  });

  it("goes on waiting longer when connections are accepted only to be closed", () => {
    const { sources, messages } = openFakeFeed();
    for (let elapsedMs = 0; elapsedMs < 60_000; elapsedMs += 100) {
      if (sources.at(-1)?.closed === false) {
        sources.at(-1)?.open();
        sources.at(-1)?.fail();
      }
      vi.advanceTimersByTime(100);
    }
    expect(sources.length).toBeLessThan(9);
    expect(messages.length).toBeLessThan(9);
  });

  it("stays closed once it was stopped", () => {
    const { sources, stop } = openFakeFeed();
    sources[0]?.fail();
    stop();
    vi.runAllTimers();
    expect(sources).toHaveLength(1);
  });
});
