import type { Country, Language } from "@/lib/vocabulary";

const SPANISH: Partial<Record<Country, string>> = {
  MX: "es-MX",
  CO: "es-CO",
  AR: "es-AR",
  CL: "es-CL",
  PE: "es-PE",
  US: "es-US",
};

/** How the recogniser is to listen, BCP-47 (twilio.md §4.5): the language of the agent as the country of the business speaks it. */
export function speechLanguage(language: Language, country: Country): string {
  if (language === "es") return SPANISH[country] ?? "es-ES";
  return country === "US" || country === "MX" ? "en-US" : "en-GB";
}
