import { describe, expect, it } from "vitest";
import { MAX_ATTEMPTS, pauseAfter } from "./backoff";

const ALL = Array.from({ length: MAX_ATTEMPTS }, (_, index) => index + 1);

describe("the pause after a failed attempt", () => {
  it("grows from ten seconds to a day, and after the ninth attempt there is none", () => {
    expect(ALL.map((attempt) => pauseAfter(attempt, 0))).toEqual([
      10_000,
      60_000,
      300_000,
      1_800_000,
      7_200_000,
      21_600_000,
      43_200_000,
      86_400_000,
      undefined,
    ]);
    expect(pauseAfter(MAX_ATTEMPTS + 1, 0)).toBeUndefined();
  });

  it("is spread over a fifth more, so that what failed together does not come back together", () => {
    expect(pauseAfter(1, 1)).toBe(12_000);
    expect(pauseAfter(8, 0.5)).toBe(95_040_000);
  });
});
