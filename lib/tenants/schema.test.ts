import { describe, expect, it } from "vitest";
import { tenantPatch } from "./schema";

function faultsOf(patch: unknown): [string, string][] {
  return (tenantPatch.safeParse(patch).error?.issues ?? []).map(({ path, message }) => [
    path.join("."),
    message,
  ]);
}

describe("what a business may decide", () => {
  it.each([
    { callsPerMinute: 1 },
    { callsPerMinute: 120 },
    { dailySpendCapUsd: "0" },
    { dailySpendCapUsd: "25.5" },
    { dailySpendCapUsd: "10000" },
    { dailySpendCapUsd: "10000.00" },
    { allowedCountries: null },
    { allowedCountries: ["ES", "PT"] },
    { saveCallAudio: null },
    { openingHours: {} },
    {
      openingHours: {
        monday: [
          { from: "09:00", to: "14:00" },
          { from: "16:00", to: "20:00" },
        ],
      },
    },
  ])("takes %j", (patch) => {
    expect(tenantPatch.parse(patch)).toEqual(patch);
  });

  it.each([
    [{}, ""],
    [{ callsPerMinute: 0 }, "callsPerMinute"],
    [{ callsPerMinute: 121 }, "callsPerMinute"],
    [{ callsPerMinute: 1.5 }, "callsPerMinute"],
    [{ dailySpendCapUsd: "10000.01" }, "dailySpendCapUsd"],
    [{ dailySpendCapUsd: "-1" }, "dailySpendCapUsd"],
    [{ dailySpendCapUsd: "1e3" }, "dailySpendCapUsd"],
    [{ dailySpendCapUsd: "1,5" }, "dailySpendCapUsd"],
    [{ allowedCountries: [] }, "allowedCountries"],
    [{ allowedCountries: ["es"] }, "allowedCountries.0"],
    [{ openingHours: { funday: [{ from: "09:00", to: "10:00" }] } }, "openingHours"],
    [{ openingHours: { monday: [] } }, "openingHours.monday"],
    [{ openingHours: { monday: [{ from: "9:00", to: "10:00" }] } }, "openingHours.monday.0.from"],
    [{ openingHours: { monday: [{ from: "09:00", to: "24:00" }] } }, "openingHours.monday.0.to"],
  ])("refuses %j at its field", (patch, field) => {
    expect(faultsOf(patch).map(([path]) => path)).toEqual([field]);
  });

  it("says which end of which stretch is wrong, and how", () => {
    const monday = [
      { from: "09:00", to: "14:00" },
      { from: "13:00", to: "12:00" },
    ];
    expect(faultsOf({ openingHours: { monday } })).toEqual([
      ["openingHours.monday.1.to", "ends_before_it_starts"],
    ]);
    const crossing = [
      { from: "09:00", to: "14:00" },
      { from: "13:00", to: "20:00" },
    ];
    expect(faultsOf({ openingHours: { friday: crossing } })).toEqual([
      ["openingHours.friday.1.from", "hours_overlap"],
    ]);
  });
});
