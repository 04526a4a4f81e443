import type { Country, RecordingNotice } from "@/lib/vocabulary";

/** What callers hear before a recording begins: that it is recorded, or also that whoever goes on agrees. Also the end of a sentence's key. */
export type Notice = "inform" | "consent";

/**
 * What the law asks for before a conversation of one's own is recorded. Pure and fit for the browser. Where people have to be told:
 *
 * - ES: RGPD art. 13, LOPDGDD art. 11 (information in layers); whoever speaks may record (STC 114/1984).
 * - GB: UK GDPR art. 13.
 *
 * Where they have to agree:
 *
 * - MX: LFPDPPP, consent to what the privacy notice says; for health data it is express.
 * - CO: Ley 1581 of 2012, art. 9.
 * - AR: Ley 25.326, art. 5 and 6.
 * - CL: Ley 19.628 art. 4, Ley 21.719.
 * - PE: Ley 29733, art. 13.
 * - US: about a dozen states ask for everybody's consent (California Penal Code § 632), and a number does not say where somebody is.
 */
export const NOTICE_BY_COUNTRY: Record<Country, Notice> = {
  ES: "inform",
  GB: "inform",
  MX: "consent",
  CO: "consent",
  AR: "consent",
  CL: "consent",
  PE: "consent",
  US: "consent",
};

/**
 * The notice a call needs; null: none. `personCountry` is where the other person's number is at home, ISO 3166-1 alpha-2, and null where it
 * does not say: the stricter of the two countries counts, and one that is not known is strict. A business that has decided by itself answers
 * for it, also for `none`: then the call is recorded without a word.
 */
export function noticeFor(
  setting: RecordingNotice,
  businessCountry: Country,
  personCountry: string | null,
): Notice | null {
  if (setting === "none") return null;
  if (setting !== "by_country") return setting;
  const isStrict = [businessCountry, personCountry].some((country) => lawOf(country) === "consent");
  return isStrict ? "consent" : "inform";
}

function lawOf(country: string | null): Notice {
  return Object.entries(NOTICE_BY_COUNTRY).find(([known]) => known === country)?.[1] ?? "consent";
}
