import { describe, expect, it } from "vitest";
import { callSearch, lesserFilters } from "./call-search";

const { filtersOf, hasFilters, searchOf } = callSearch;

describe("the filters of the call list in its address", () => {
  it("come back as they went in", () => {
    const filters = {
      status: ["failed" as const, "no_answer" as const],
      agentId: "0195b6a0-0000-7000-8000-000000000001",
      direction: "inbound" as const,
      from: "2026-03-01",
      to: "2026-03-31",
      q: "cambiar la cita",
    };
    expect(filtersOf(searchOf(filters))).toEqual(filters);
  });

  it("keep what is right when another part was spoilt by hand", () => {
    const search = new URLSearchParams("status=exploded&direction=inbound&from=yesterday");
    expect(filtersOf(search)).toEqual({ direction: "inbound" });
  });

  it("are counted without the search and the state, which are always in sight", () => {
    expect(lesserFilters({ status: ["failed"], q: "cita" })).toBe(0);
    expect(lesserFilters({ status: ["failed"], direction: "inbound", from: "2026-03-01" })).toBe(2);
  });

  it("leave nothing behind when they are empty", () => {
    expect(searchOf({ status: [], q: "" }).toString()).toBe("");
    expect(hasFilters({ status: [] })).toBe(false);
  });
});
