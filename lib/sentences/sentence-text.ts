import type { Scope } from "@/db/client";
import { findSentence } from "@/db/queries/sentences";
import { getTenant } from "@/db/queries/team";
import type { Language, SentenceKey } from "@/lib/vocabulary";
import { SENTENCES } from "./sentences";
import { fillSentence, namesIn, type SentenceValues } from "./variables";

/** The business's own words, else the house's, with what is known filled in. */
export async function sentenceText(
  scope: Scope,
  { key, language, values = {} }: { key: SentenceKey; language: Language; values?: SentenceValues },
): Promise<string> {
  const own = await findSentence(scope, { key, language });
  const text = own?.text ?? SENTENCES[key][language];
  const business =
    values.business ?? (namesIn(text).includes("business") ? (await getTenant(scope)).name : undefined);
  return fillSentence(text, { ...values, ...(business ? { business } : {}) }, language);
}
