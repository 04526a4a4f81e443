import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { judgeService, type Outcome, pauseMs, type Standing } from "./judge-service";

const START = new Date("2026-11-20T10:00:00Z");
const after = (seconds: number) => new Date(START.getTime() + seconds * 1000);
const OK: Outcome = { isOk: true };
const FAIL: Outcome = { isOk: false, error: "HTTP 503", isLasting: false };
const REFUSAL: Outcome = { isOk: false, error: "invalid key", isLasting: true };
const UP: Standing = { state: "up", failures: 0, successes: 0, changedAt: START, error: null };

/** One outcome after the other, `everySeconds` apart. */
function follow(outcomes: Outcome[], everySeconds: number, from: Standing = UP): Standing[] {
  const known: Standing[] = [];
  outcomes.forEach((outcome, index) => {
    known.push(judgeService(known.at(-1) ?? from, outcome, after((index + 1) * everySeconds)));
  });
  return known;
}

const states = (known: Standing[]) => known.map(({ state }) => state);

describe("a service that is up", () => {
  test.each<[string, Outcome[], Standing["state"][]]>([
    ["goes down with the third failure in a row", [FAIL, FAIL, FAIL], ["up", "up", "down"]],
    ["begins anew after a success", [FAIL, FAIL, OK, FAIL, FAIL], ["up", "up", "up", "up", "up"]],
    ["goes down at once for what cannot pass by itself", [REFUSAL], ["down"]],
  ])("%s", (_, outcomes, expected) => {
    expect(states(follow(outcomes, 5))).toEqual(expected);
  });

  it("keeps since when it is down, and the vendor's words", () => {
    const last = follow([FAIL, FAIL, FAIL], 5).at(-1);
    expect(last).toMatchObject({ state: "down", changedAt: after(15), error: "HTTP 503" });
  });
});

describe("a service that is down", () => {
  const down: Standing = { state: "down", failures: 3, successes: 0, changedAt: START, error: "HTTP 503" };

  test.each<[string, Outcome[], number, Standing["state"][]]>([
    ["comes back with the second success in a row", [OK, OK], 30, ["down", "up"]],
    ["is not believed within thirty seconds", [OK, OK, OK], 10, ["down", "down", "up"]],
    ["begins anew after a failure", [OK, FAIL, OK], 30, ["down", "down", "down"]],
  ])("%s", (_, outcomes, everySeconds, expected) => {
    expect(states(follow(outcomes, everySeconds, down))).toEqual(expected);
  });

  it("says nothing of an error any more once it is back", () => {
    expect(follow([OK, OK], 30, down).at(-1)).toMatchObject({ error: null, changedAt: after(60) });
  });

  it("tells the newest words, and stays down since the first", () => {
    expect(judgeService(down, REFUSAL, after(60))).toMatchObject({
      changedAt: START,
      error: "invalid key",
    });
  });
});

describe("whatever is answered", () => {
  it.each([OK, FAIL])("one that answers every other time stays what it was", (first) => {
    const second = first === OK ? FAIL : OK;
    const alternating = Array.from({ length: 200 }, (_, index) => (index % 2 === 0 ? first : second));
    expect(new Set(states(follow(alternating, 40)))).toEqual(new Set(["up"]));
    const down: Standing = { ...UP, state: "down", error: "x" };
    expect(new Set(states(follow(alternating, 40, down)))).toEqual(new Set(["down"]));
  });

  it("is down for thirty seconds at least, and never changes twice without two answers alike in between", () => {
    const answers = fc.array(fc.constantFrom(OK, FAIL), { maxLength: 100 });
    fc.assert(
      fc.property(answers, fc.integer({ min: 1, max: 20 }), (outcomes, everySeconds) => {
        const known = follow(outcomes, everySeconds);
        known.forEach((one, index) => {
          const before = known[index - 1] ?? UP;
          if (one.state === before.state) return;
          const alike = outcomes.slice(index - 1, index + 1);
          expect(alike).toEqual(one.state === "up" ? [OK, OK] : [FAIL, FAIL]);
          if (one.state === "up") expect(+one.changedAt - +before.changedAt).toBeGreaterThanOrEqual(30_000);
        });
      }),
    );
  });
});

describe("the next question", () => {
  test.each([
    ["five minutes while all is well", UP, 300_000],
    ["a quarter of a minute after a failure", { ...UP, failures: 1 }, 15_000],
    ["half a minute while it is down", { ...UP, state: "down" as const, failures: 3 }, 30_000],
    ["sooner when it seems to be back", { ...UP, state: "down" as const, successes: 1 }, 15_000],
  ])("comes after %s, a fifth more or less", (_, standing, plainMs) => {
    expect(pauseMs(standing, 0.5)).toBe(plainMs);
    expect(pauseMs(standing, 0)).toBe(plainMs * 0.8);
    expect(pauseMs(standing, 1)).toBe(plainMs * 1.2);
  });
});
