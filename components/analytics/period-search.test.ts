import { describe, expect, it } from "vitest";
import { addressOf, choiceOf } from "./period-search";

const TODAY = "2026-11-20";
const AGENT = "0b5e1c52-4f0b-4f0e-9f37-1f3f6a1f0a11";
const choice = (search: string) => choiceOf(new URLSearchParams(search), TODAY);

describe("the period in the address", () => {
  it("is thirty days when the address says nothing, or something nobody could mean", () => {
    for (const search of [
      "",
      "days=31",
      "days=x",
      "from=yesterday&to=2026-11-01",
      "from=2026-11-02&to=2026-11-01",
    ]) {
      expect(choice(search), search).toMatchObject({ preset: 30, from: "2026-10-22", to: TODAY });
    }
  });

  it("is counted back from the business's day, today included", () => {
    expect(choice("days=7")).toMatchObject({ preset: 7, from: "2026-11-14", to: TODAY });
    expect(choiceOf(new URLSearchParams("days=90"), "2026-04-10").from).toBe("2026-01-11");
  });

  it("may be any days, and one agent", () => {
    expect(choice(`from=2026-01-01&to=2026-01-31&agentId=${AGENT}`)).toEqual({
      preset: undefined,
      from: "2026-01-01",
      to: "2026-01-31",
      agentId: AGENT,
    });
    expect(choice("agentId=nobody").agentId).toBeUndefined();
  });

  it("comes back from the address it writes", () => {
    for (const search of ["", "days=7", "days=90", "from=2026-01-01&to=2026-01-31", `agentId=${AGENT}`]) {
      const made = choice(search);
      expect(choice(addressOf(made))).toEqual(made);
    }
    expect(addressOf(choice("days=30"))).toBe("");
  });
});
