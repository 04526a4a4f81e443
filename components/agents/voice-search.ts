import type { VoiceView } from "@/lib/agents/schema";

/** `es` for `es-MX`; vendors name languages with and without a region. */
function baseLanguage(language: string): string {
  return (language.split(/[-_]/)[0] ?? language).toLowerCase();
}

export function speaksLanguage(voice: VoiceView, language: string): boolean {
  return voice.languages.some((spoken) => baseLanguage(spoken) === baseLanguage(language));
}

/** The languages some voice speaks, each once, by its name in the reader's language. */
export function voiceLanguages(
  voices: readonly VoiceView[],
  locale: string,
): { code: string; name: string }[] {
  const codes = new Set(voices.flatMap((voice) => voice.languages.map(baseLanguage)));
  const collator = new Intl.Collator(locale);
  return [...codes]
    .map((code) => ({ code, name: languageName(code, locale) }))
    .sort((one, other) => collator.compare(one.name, other.name));
}

/** Text is compared without case and accents; an empty language means any. */
export function findVoices(
  voices: readonly VoiceView[],
  { text, language }: { text: string; language: string },
): VoiceView[] {
  const wanted = plain(text.trim());
  return voices.filter(
    (voice) => (language === "" || speaksLanguage(voice, language)) && plain(voice.name).includes(wanted),
  );
}

export function languageName(code: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: "language" }).of(code) ?? code;
  } catch {
    // A vendor's code need not be a language tag.
    return code;
  }
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
