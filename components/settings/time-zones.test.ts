import { describe, expect, it } from "vitest";
import { timeZone } from "@/lib/tenants/schema";
import { COUNTRIES } from "@/lib/vocabulary";
import { COUNTRY_TIME_ZONES, timeZoneChoices, timeZoneOption } from "./time-zones";

describe("time zones", () => {
  it.each(COUNTRIES)("every zone offered for %s is one the contract accepts", (country) => {
    for (const zone of COUNTRY_TIME_ZONES[country]) expect(timeZone.safeParse(zone).success).toBe(true);
  });

  it("offers the country's zones once, before all others", () => {
    const { near, far } = timeZoneChoices("ES", "Europe/Madrid");
    expect(near).toEqual(["Europe/Madrid", "Atlantic/Canary", "Africa/Ceuta"]);
    expect(far).not.toContain("Europe/Madrid");
    expect(far).toContain("America/Bogota");
  });

  it("keeps a saved zone that the runtime lists under another name", () => {
    const { near, far } = timeZoneChoices("ES", "America/Argentina/Ushuaia");
    expect([...near, ...far].filter((zone) => zone === "America/Argentina/Ushuaia")).toHaveLength(1);
  });

  it("names a zone by its place and its offset on that day", () => {
    const option = (day: string) => timeZoneOption("Europe/Madrid", "Madrid", new Date(day)).label;
    expect(option("2026-07-01T12:00:00Z")).toBe("Madrid (GMT+2)");
    expect(option("2026-01-01T12:00:00Z")).toBe("Madrid (GMT+1)");
  });

  it("lets a zone be found without accents and by its own name", () => {
    const { keywords } = timeZoneOption("America/Mexico_City", "Ciudad de México", new Date());
    expect(keywords).toEqual(["Ciudad de Mexico", "Mexico City"]);
  });
});
