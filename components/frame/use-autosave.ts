"use client";

import { type UseMutationResult, useMutation } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";
import { useSettled } from "./use-settled";

const SETTLE_MS = 900;

type AutosaveOptions<Answer> = {
  /** What the house holds now. */
  saved: string;
  /** Names what is written, so that the last thing typed is the last thing saved. */
  scopeId: string;
  send: (text: string) => Promise<Answer>;
  onSaved: (answer: Answer) => void;
};

type Autosave<Answer> = {
  text: string;
  setText: (text: string) => void;
  saveNow: () => void;
  saving: UseMutationResult<Answer, Error, string>;
};

/** A text that is saved by itself when the typing pauses, and when the reader leaves. */
export function useAutosave<Answer>(options: AutosaveOptions<Answer>): Autosave<Answer> {
  const { saved, scopeId, send, onSaved } = options;
  const [text, setText] = useState(saved);
  const [known, setKnown] = useState(saved);
  // A colleague changed it: shown, unless something else was begun here.
  if (saved !== known) {
    setKnown(saved);
    if (text === known) setText(saved);
  }
  const saving = useMutation({ scope: { id: scopeId }, mutationFn: send, onSuccess: onSaved });
  const settled = useSettled(text, SETTLE_MS);
  const isSaved = (typed: string) => typed === saved || (saving.isPending && saving.variables === typed);
  const save = useEffectEvent((typed: string) => {
    if (!isSaved(typed)) saving.mutate(typed);
  });
  useEffect(() => save(settled), [settled]);
  const leave = useEffectEvent(() => save(text));
  useEffect(() => () => leave(), []);
  return {
    text,
    setText,
    saveNow: () => {
      if (!isSaved(text)) saving.mutate(text);
    },
    saving,
  };
}
