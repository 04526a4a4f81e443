import { type Scope, withTransaction } from "@/db/client";
import { notifyTenant } from "@/db/queries/calls";
import {
  deleteSentence,
  findSentence,
  listSentences as listOwn,
  saveSentence as keep,
} from "@/db/queries/sentences";
import { writeAudit } from "@/db/queries/team";
import { AppError } from "@/lib/errors";
import { type Language, LANGUAGES, SENTENCE_KEYS, type SentenceKey } from "@/lib/vocabulary";
import type { SentenceView } from "./schema";
import { SENTENCES } from "./sentences";
import { unknownNamesIn, VARIABLES_OF } from "./variables";

interface SentenceName {
  key: SentenceKey;
  language: Language;
}

function viewOf({ key, language }: SentenceName, own: string | undefined): SentenceView {
  return {
    key,
    language,
    text: own ?? SENTENCES[key][language],
    default: SENTENCES[key][language],
    isOwn: own !== undefined,
    variables: [...VARIABLES_OF[key]],
  };
}

/** Every sentence in every language, in the order in which a caller meets them. */
export async function listSentences(scope: Scope): Promise<SentenceView[]> {
  const own = new Map((await listOwn(scope)).map(({ key, language, text }) => [`${key} ${language}`, text]));
  return SENTENCE_KEYS.flatMap((key) =>
    LANGUAGES.map((language) => viewOf({ key, language }, own.get(`${key} ${language}`))),
  );
}

/** Throws `invalid` for a variable that has no value where the sentence is spoken. */
export function requireKnownVariables(key: SentenceKey, text: string): void {
  const [name] = unknownNamesIn(key, text);
  if (name === undefined) return;
  throw new AppError("invalid", "unknown variable", { text: "unknown_variable" }, { name });
}

/** From now on the business says it in its own words; those of the house are no words of its own. Throws `invalid`. */
export async function saveSentence(
  scope: Scope,
  { text, ...name }: SentenceName & { text: string },
): Promise<SentenceView> {
  requireKnownVariables(name.key, text);
  if (text === SENTENCES[name.key][name.language]) return resetSentence(scope, name);
  return withTransaction(scope, async (inner) => {
    const before = await findSentence(inner, name);
    await keep(inner, { ...name, text });
    await writeAudit(inner, {
      action: "sentence.update",
      subject: `${name.key}.${name.language}`,
      details: { text, before: before?.text ?? null },
    });
    await notifyTenant(inner, { type: "voice" });
    return viewOf(name, text);
  });
}

/** The house's words again. */
export async function resetSentence(scope: Scope, name: SentenceName): Promise<SentenceView> {
  return withTransaction(scope, async (inner) => {
    const before = await deleteSentence(inner, name);
    if (before !== undefined) {
      await writeAudit(inner, {
        action: "sentence.reset",
        subject: `${name.key}.${name.language}`,
        details: { before },
      });
      await notifyTenant(inner, { type: "voice" });
    }
    return viewOf(name, undefined);
  });
}
