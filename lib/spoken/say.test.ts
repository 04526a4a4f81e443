import { describe, expect, it } from "vitest";
import type { Country, Language } from "@/lib/vocabulary";
import { sayDay, saySlots, sayTime, sayWhen } from "./say";
import type { SpokenContext } from "./understood";

const there = (country: Country, language: Language, timeZone = "Europe/Madrid"): SpokenContext => ({
  now: new Date("2026-11-20T09:00:00Z"),
  timeZone,
  language,
  country,
});

describe("a day that is said", () => {
  it.each<[string, Country, Language, string]>([
    ["2026-11-26", "ES", "es", "jueves 26 de noviembre"],
    ["2026-11-20", "ES", "es", "hoy, viernes 20 de noviembre"],
    ["2026-11-21", "ES", "es", "mañana, sábado 21 de noviembre"],
    ["2026-12-01", "ES", "es", "martes 1 de diciembre"],
    ["2026-12-01", "MX", "es", "martes primero de diciembre"],
    ["2026-12-01", "AR", "es", "martes primero de diciembre"],
    ["2027-03-03", "ES", "es", "miércoles 3 de marzo"],
    ["2027-11-26", "ES", "es", "viernes 26 de noviembre de 2027"],
    ["2026-11-26", "GB", "en", "Thursday the 26th of November"],
    ["2026-11-26", "US", "en", "Thursday, November 26th"],
    ["2026-11-20", "US", "en", "today, Friday, November 20th"],
    ["2026-11-21", "GB", "en", "tomorrow, Saturday the 21st of November"],
    ["2026-11-22", "GB", "en", "Sunday the 22nd of November"],
    ["2026-11-23", "GB", "en", "Monday the 23rd of November"],
    ["2026-12-11", "GB", "en", "Friday the 11th of December"],
    ["2026-12-12", "GB", "en", "Saturday the 12th of December"],
    ["2026-12-13", "GB", "en", "Sunday the 13th of December"],
  ])("%s in %s in %s is %s", (day, country, language, said) => {
    expect(sayDay(day, there(country, language))).toBe(said);
  });
});

describe("a time that is said", () => {
  it.each<[string, Country, string]>([
    ["17:30", "ES", "las cinco y media de la tarde"],
    ["17:30", "MX", "las cinco y media de la tarde"],
    ["17:30", "CO", "las cinco y media de la tarde"],
    ["17:30", "AR", "las cinco y media de la tarde"],
    ["16:45", "ES", "las cinco menos cuarto de la tarde"],
    ["16:45", "AR", "las cinco menos cuarto de la tarde"],
    ["16:45", "MX", "las cuatro y cuarenta y cinco de la tarde"],
    ["16:45", "CO", "las cuatro y cuarenta y cinco de la tarde"],
    ["09:15", "ES", "las nueve y cuarto de la mañana"],
    ["09:05", "ES", "las nueve y cinco de la mañana"],
    ["09:37", "ES", "las nueve y treinta y siete de la mañana"],
    ["13:00", "ES", "la una de la tarde"],
    ["12:45", "ES", "la una menos cuarto del mediodía"],
    ["12:00", "ES", "las doce del mediodía"],
    ["00:00", "ES", "las doce de la noche"],
    ["01:00", "ES", "la una de la madrugada"],
    ["20:00", "ES", "las ocho de la tarde"],
    ["20:00", "MX", "las ocho de la noche"],
    ["19:00", "MX", "las siete de la noche"],
    ["19:00", "AR", "las siete de la tarde"],
    ["21:00", "ES", "las nueve de la noche"],
  ])("%s in %s is %s", (time, country, said) => {
    expect(sayTime(time, there(country, "es"))).toBe(said);
  });

  it.each<[string, Country, string]>([
    ["17:30", "GB", "half past five in the afternoon"],
    ["17:30", "US", "five thirty PM"],
    ["09:00", "GB", "nine o'clock in the morning"],
    ["09:00", "US", "nine AM"],
    ["09:05", "US", "nine oh five AM"],
    ["16:45", "GB", "quarter to five in the afternoon"],
    ["19:20", "GB", "twenty past seven in the evening"],
    ["12:00", "US", "twelve PM"],
    ["10:07", "GB", "seven minutes past ten in the morning"],
  ])("%s in %s in English is %s", (time, country, said) => {
    expect(sayTime(time, there(country, "en"))).toBe(said);
  });
});

describe("when something begins", () => {
  const startsAt = new Date("2026-11-26T16:30:00Z");

  it("is said by the business's clock", () => {
    expect(sayWhen(startsAt, there("ES", "es"))).toBe(
      "el jueves 26 de noviembre a las cinco y media de la tarde",
    );
    expect(sayWhen(startsAt, there("MX", "es", "America/Mexico_City"))).toBe(
      "el jueves 26 de noviembre a las diez y media de la mañana",
    );
    expect(sayWhen(startsAt, there("US", "en", "America/New_York"))).toBe(
      "Thursday, November 26th at eleven thirty AM",
    );
  });

  it("names today and tomorrow", () => {
    expect(sayWhen(new Date("2026-11-20T16:00:00Z"), there("ES", "es"))).toBe(
      "hoy, viernes 20 de noviembre, a las cinco de la tarde",
    );
    expect(sayWhen(new Date("2026-11-21T09:00:00Z"), there("GB", "en"))).toBe(
      "tomorrow, Saturday the 21st of November at ten o'clock in the morning",
    );
  });
});

describe("free times that are offered", () => {
  const slots = (...instants: string[]) => instants.map((instant) => new Date(instant));

  it("are said by day, with as few words as they need", () => {
    const list = slots("2026-11-26T09:00:00Z", "2026-11-26T10:15:00Z", "2026-11-27T08:00:00Z");
    expect(saySlots(list, there("ES", "es"))).toBe(
      "el jueves 26 a las diez o a las once y cuarto, o el viernes 27 a las nueve",
    );
    expect(saySlots(list, there("US", "en"))).toBe(
      "on Thursday the 26th at ten or at eleven fifteen, or on Friday the 27th at nine",
    );
  });

  it("say the part of the day once for those that share it", () => {
    const list = slots("2026-11-26T07:00:00Z", "2026-11-26T15:00:00Z", "2026-11-26T16:30:00Z");
    expect(saySlots(list, there("ES", "es"))).toBe(
      "el jueves 26 a las ocho de la mañana, a las cuatro o a las cinco y media de la tarde",
    );
  });

  it("name today, tomorrow and another month", () => {
    const list = slots("2026-11-20T16:00:00Z", "2026-11-21T09:00:00Z", "2026-12-01T09:00:00Z");
    expect(saySlots(list, there("MX", "es"))).toBe(
      "hoy a las cinco de la tarde, mañana a las diez, o el martes primero de diciembre a las diez",
    );
  });

  it("are said in order and once, however they are given", () => {
    const list = slots("2026-11-27T08:00:00Z", "2026-11-26T09:00:00Z", "2026-11-26T09:00:00Z");
    expect(saySlots(list, there("ES", "es"))).toBe("el jueves 26 a las diez, o el viernes 27 a las nueve");
    expect(saySlots([], there("ES", "es"))).toBe("");
  });
});
