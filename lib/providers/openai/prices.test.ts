import { describe, expect, it } from "vitest";
import { LANGUAGE_MODELS } from "@/lib/vocabulary";
import { costOf } from "./prices";

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

  it("is unknown for a model whose price nobody told", () => {
    expect(costOf(used("gpt-9-nova", 1000, 1000))).toBeNull();
    expect(costOf(used("gpt-6-luna-mini", 1000, 1000))).toBeNull();
  });

  it("is known for every model that is offered", () => {
    for (const model of LANGUAGE_MODELS) expect(costOf(used(model, 1, 1))).not.toBeNull();
  });
});
