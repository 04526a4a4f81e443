import { describe, expect, it } from "vitest";
import { LANGUAGE_MODELS } from "@/lib/vocabulary";
import { costOf, isExact } from "./prices";

const used = (model: string, inputTokens: number, outputTokens: number) => ({
  model,
  inputTokens,
  outputTokens,
});

describe("what a question to a language model costs", () => {
  it("is priced per million tokens, what was read and what was written apart", () => {
    expect(costOf(used("gpt-6-luna", 1_000_000, 1_000_000))).toBe("0.60000000");
    expect(costOf(used("gpt-6.1-terra", 2000, 100))).toBe("0.00250000");
    expect(costOf(used("gpt-6.1-sol", 0, 1))).toBe("0.00001000");
  });

  it("of a dated snapshot is that of its model", () => {
    expect(costOf(used("gpt-6-luna-2026-09-30", 10, 0))).toBe("0.00000100");
  });

  it("does not lose a single token of the cheapest model", () => {
    expect(costOf(used("gpt-6-luna", 1, 0))).toBe("0.00000010");
  });

  it("of a model whose price nobody told is that of the dearest, and an estimate", () => {
    for (const model of ["gpt-9-nova", "gpt-6-luna-mini", ""]) {
      expect(costOf(used(model, 1000, 1000))).toBe(costOf(used("gpt-6.1-sol", 1000, 1000)));
      expect(isExact(used(model, 1000, 1000))).toBe(false);
    }
  });

  it("is exact for every model that is offered, as long as the vendor counted", () => {
    for (const model of LANGUAGE_MODELS) {
      expect(isExact(used(model, 1, 1))).toBe(true);
      expect(isExact({ ...used(model, 1, 1), isEstimated: true })).toBe(false);
    }
  });
});
