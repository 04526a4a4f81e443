import { describe, expect, it } from "vitest";
import { API_SCOPES } from "@/lib/vocabulary";
import { scopesAllow, withoutIncluded } from "./rules";

describe("the scopes of a key", () => {
  it("allow what they name, and reading what they may write, and nothing else", () => {
    for (const needed of API_SCOPES) {
      expect(API_SCOPES.filter((scope) => scopesAllow([scope], needed))).toEqual(
        API_SCOPES.filter((scope) => scope === needed || scope === needed.replace(":read", ":write")),
      );
    }
    expect(scopesAllow(["calls:read"], "calls:write")).toBe(false);
    expect(scopesAllow([], "business:read")).toBe(false);
  });

  it("are kept without repeats and without what another includes", () => {
    expect(withoutIncluded(["calls:read", "calls:write", "calls:write", "agents:read"])).toEqual([
      "calls:write",
      "agents:read",
    ]);
    for (const needed of API_SCOPES) {
      expect(scopesAllow(withoutIncluded(API_SCOPES), needed), needed).toBe(true);
    }
  });
});
