import { describe, expect, it } from "vitest";
import { creditsOf, usdOfCredits } from "./credits";

const answer = (cost?: string) => ({
  headers: new Headers(cost === undefined ? {} : { "character-cost": cost }),
});

describe("what speech takes", () => {
  it("is what the vendor says it took, and nothing where it says nothing", () => {
    expect(creditsOf(answer("29"))).toBe(29);
    expect(creditsOf(answer("14.5"))).toBe(14.5);
    for (const said of [undefined, "", "many", "-3", "Infinity"]) expect(creditsOf(answer(said))).toBe(0);
  });

  it("is money by the dearer of the plans", () => {
    expect(usdOfCredits(4545)).toBe("1.000000");
    expect(usdOfCredits(1)).toBe("0.000220");
    expect(usdOfCredits(0)).toBe("0.000000");
  });
});
