"use client";

import { useTranslations } from "next-intl";
import { SENTENCE_VARIABLES } from "@/lib/sentences/variables";

/** A sentence as it is written; what is filled in stands out by its name in the reader's language. */
export function SentenceWords({ text }: { text: string }) {
  const t = useTranslations("voiceSettings.sentences.variables");
  const parts = text.split(/(\{[^{}]*\})/);
  return parts.map((part, index) => {
    const variable = SENTENCE_VARIABLES.find((name) => part === `{${name}}`);
    // The parts of one text have no other name than their place.
    const key = `${index} ${part}`;
    if (!variable) return <span key={key}>{part}</span>;
    return (
      <span key={key} className="rounded-sm bg-accent-soft px-1 whitespace-nowrap text-accent-ink">
        {t(variable)}
      </span>
    );
  });
}
