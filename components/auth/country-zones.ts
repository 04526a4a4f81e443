import type { Country } from "@/lib/vocabulary";

/** The zone most businesses of a country keep; proposed, never imposed. */
export const COUNTRY_ZONES: Record<Country, string> = {
  ES: "Europe/Madrid",
  MX: "America/Mexico_City",
  CO: "America/Bogota",
  AR: "America/Argentina/Buenos_Aires",
  CL: "America/Santiago",
  PE: "America/Lima",
  US: "America/New_York",
  GB: "Europe/London",
};

/** Every zone this browser knows, and those above under the names the server is told. */
export function listZones(): string[] {
  return [...new Set([...Intl.supportedValuesOf("timeZone"), ...Object.values(COUNTRY_ZONES)])].sort();
}
