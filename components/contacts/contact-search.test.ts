import { expect, it } from "vitest";
import { contactSearch } from "./contact-search";

const { filtersOf, hasFilters, searchOf } = contactSearch;

it("filters go into the address and come back as they were", () => {
  const filters = { kind: "lead", tag: "niños", doNotCall: "true", q: "rosa núñez" } as const;
  expect(filtersOf(searchOf(filters))).toEqual(filters);
  expect(searchOf({}).toString()).toBe("");
});

it("what somebody wrote into the address that is no filter is left out, the rest holds", () => {
  const search = new URLSearchParams("kind=dog&doNotCall=perhaps&tag=VIP&q=&page=3");
  expect(filtersOf(search)).toEqual({ tag: "vip" });
  expect(hasFilters(filtersOf(search))).toBe(true);
  expect(hasFilters(filtersOf(new URLSearchParams("kind=dog")))).toBe(false);
});
