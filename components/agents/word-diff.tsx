"use client";

import { diffWordsWithSpace } from "diff";
import { useTranslations } from "next-intl";
import { useMemo } from "react";

/** Unchanged text longer than this is shown by its ends only. */
const FOLD_CHARACTERS = 400;
const KEPT_CHARACTERS = 140;
/** Two texts with nothing in common would keep the page busy. */
const TIMEOUT_MS = 400;

/** Two texts as one: what was taken away struck through, what came in underlined. */
export function WordDiff({ before, after }: { before: string; after: string }) {
  const t = useTranslations("agents.diff");
  const parts = useMemo(
    () =>
      diffWordsWithSpace(before, after, { timeout: TIMEOUT_MS }) ?? [
        { value: before, removed: true, added: false },
        { value: after, removed: false, added: true },
      ],
    [before, after],
  );
  return (
    <p className="max-h-[50dvh] overflow-y-auto rounded-md border bg-surface px-3 py-2 text-sm break-words whitespace-pre-wrap">
      {parts.map(({ value, added, removed }, index) => {
        const key = `${index}:${value.length}`;
        if (added)
          return (
            <ins key={key} className="bg-good-soft text-good underline">
              <span className="sr-only">{t("added")} </span>
              {value}
            </ins>
          );
        if (removed)
          return (
            <del key={key} className="bg-failed-soft text-failed line-through">
              <span className="sr-only">{t("removed")} </span>
              {value}
            </del>
          );
        return <span key={key}>{folded(value)}</span>;
      })}
    </p>
  );
}

function folded(text: string): string {
  if (text.length <= FOLD_CHARACTERS) return text;
  return `${text.slice(0, KEPT_CHARACTERS)} … ${text.slice(-KEPT_CHARACTERS)}`;
}
