import type { Country } from "@/lib/vocabulary";

/** The zones of each country, the one most people live in first. */
export const COUNTRY_TIME_ZONES: Record<Country, readonly [string, ...string[]]> = {
  ES: ["Europe/Madrid", "Atlantic/Canary", "Africa/Ceuta"],
  MX: [
    "America/Mexico_City",
    "America/Cancun",
    "America/Chihuahua",
    "America/Hermosillo",
    "America/Mazatlan",
    "America/Monterrey",
    "America/Tijuana",
  ],
  CO: ["America/Bogota"],
  AR: [
    "America/Argentina/Buenos_Aires",
    "America/Argentina/Cordoba",
    "America/Argentina/Mendoza",
    "America/Argentina/Salta",
  ],
  CL: ["America/Santiago", "America/Punta_Arenas", "Pacific/Easter"],
  PE: ["America/Lima"],
  US: [
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
  ],
  GB: ["Europe/London"],
};

/** The place in a zone's own name, for zones without a name in the reader's language. */
export function placeOf(timeZone: string): string {
  return timeZone.slice(timeZone.lastIndexOf("/") + 1).replaceAll("_", " ");
}

/** A choice for `Combobox`: the place with its offset on that day, found with or without accents and by its own name. */
export function timeZoneOption(timeZone: string, place: string, now: Date) {
  const offset = zoneOffset(timeZone, now);
  const withoutAccents = place.normalize("NFD").replace(/\p{M}/gu, "");
  return { value: timeZone, label: `${place} (${offset})`, keywords: [withoutAccents, placeOf(timeZone)] };
}

/** All zones: those of the country first, then the rest by name. `current` is among them even when the browser lists it under an older name. */
export function timeZoneChoices(country: Country, current: string): { near: string[]; far: string[] } {
  const near = new Set<string>(COUNTRY_TIME_ZONES[country]);
  const far = new Set(Intl.supportedValuesOf("timeZone").filter((zone) => zone.includes("/")));
  if (current !== "" && !far.has(current)) near.add(current);
  return { near: [...near], far: [...far].filter((zone) => !near.has(zone)).sort() };
}

/** `GMT-6`, the same in all languages. */
function zoneOffset(timeZone: string, now: Date): string {
  const format = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "shortOffset" });
  return format.formatToParts(now).find((part) => part.type === "timeZoneName")?.value ?? timeZone;
}
