import { describe, expect, it } from "vitest";
import { COUNTRIES } from "@/lib/vocabulary";
import { holidaySpan, listHolidays, listRegions } from "./holidays";

const names = async (question: Parameters<typeof listHolidays>[0]) =>
  new Map((await listHolidays(question)).map(({ day, name }) => [day, name]));

describe("the holidays of a country", () => {
  it("are those of its law, fixed and movable, in the language of the reader", async () => {
    const spain = await names({ country: "ES", year: 2027, language: "es" });
    expect([...spain.keys()]).toEqual([
      "2027-01-01",
      "2027-01-06",
      "2027-03-26",
      "2027-05-01",
      "2027-08-15",
      "2027-10-12",
      "2027-11-01",
      "2027-12-06",
      "2027-12-08",
      "2027-12-25",
    ]);
    expect(spain.get("2027-03-26")).toBe("Viernes Santo");
    expect((await names({ country: "ES", year: 2027, language: "en" })).get("2027-03-26")).toBe(
      "Good Friday",
    );
  });

  it("fall on Mondays where the law moves them: Colombia's Epiphany, Mexico's Constitution Day", async () => {
    const colombia = await names({ country: "CO", year: 2027, language: "es" });
    expect(colombia.has("2027-01-11")).toBe(true);
    expect(colombia.has("2027-01-06")).toBe(false);
    expect((await names({ country: "MX", year: 2027, language: "es" })).has("2027-02-01")).toBe(true);
  });

  it("are known for every country a business may choose, once a day and in order", async () => {
    for (const country of COUNTRIES) {
      const days = (await listHolidays({ country, year: 2027, language: "es" })).map(({ day }) => day);
      expect(days.length, country).toBeGreaterThan(5);
      expect(days, country).toEqual([...new Set(days)].sort());
    }
  });

  it("grow by those of a region, and two of one day are one entry", async () => {
    expect(await listRegions("ES", "es")).toContainEqual({ code: "CT", name: "Cataluña" });
    expect(await listRegions("CO", "es")).toEqual([]);
    const catalonia = await names({ country: "ES", region: "CT", year: 2027, language: "es" });
    expect(catalonia.has("2027-09-11")).toBe(true);
    const maine = await names({ country: "US", region: "ME", year: 2027, language: "en" });
    expect(maine.get("2027-10-11")?.split(" · ")).toHaveLength(2);
  });

  it("close from midnight to midnight of the zone, or from the hour at which they begin", () => {
    const iso = ({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }) => [
      startsAt.toISOString(),
      endsAt.toISOString(),
    ];
    const christmas = { day: "2027-12-25", from: "00:00", name: "Navidad" };
    expect(iso(holidaySpan(christmas, "America/Bogota"))).toEqual([
      "2027-12-25T05:00:00.000Z",
      "2027-12-26T05:00:00.000Z",
    ]);
    const afternoon = { day: "2027-03-26", from: "14:00", name: "Viernes Santo" };
    expect(iso(holidaySpan(afternoon, "America/New_York"))).toEqual([
      "2027-03-26T18:00:00.000Z",
      "2027-03-27T04:00:00.000Z",
    ]);
  });
});
