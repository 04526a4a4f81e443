"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import type { z } from "zod";
import { useApplyApiError, useSchemaResolver } from "@/components/frame/api-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { MAX_SENTENCE, sentenceInput, type SentenceView } from "@/lib/sentences/schema";
import type { SentenceVariable } from "@/lib/sentences/variables";
import { useSentenceWrites } from "./use-sentence-writes";
import type { VoiceSound } from "./use-voice-sound";
import { VoicePlayButton } from "./voice-play-button";

type SentenceEditorProps = {
  sentence: SentenceView;
  sound: VoiceSound;
  speak: (words: string) => Promise<Blob>;
  onClose: () => void;
};
type SentenceForm = z.output<typeof sentenceInput>;

/** The words themselves; Escape leaves them, Control and Enter keep them. */
export function SentenceEditor({ sentence, sound, speak, onClose }: SentenceEditorProps) {
  const t = useTranslations("voiceSettings.sentences");
  const tCommon = useTranslations("common");
  const { form, submit } = useSentenceForm(sentence, onClose);
  const { errors, isSubmitting } = form.formState;
  const { ref, ...control } = form.register("text");
  const box = useRef<HTMLTextAreaElement>(null);
  // Opened to write in it, and to write on.
  useEffect(() => {
    box.current?.focus();
    box.current?.setSelectionRange(box.current.value.length, box.current.value.length);
  }, []);
  const id = `sentence-${sentence.key}`;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") onClose();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void submit();
  };
  const insert = (variable: SentenceVariable) => {
    const { selectionStart, selectionEnd, value } = box.current ?? {
      selectionStart: 0,
      selectionEnd: 0,
      value: "",
    };
    const token = `{${variable}}`;
    form.setValue("text", value.slice(0, selectionStart) + token + value.slice(selectionEnd), {
      shouldDirty: true,
    });
    box.current?.focus();
    box.current?.setSelectionRange(selectionStart + token.length, selectionStart + token.length);
  };
  return (
    <form noValidate className="grid max-w-3xl gap-3 pr-2" onSubmit={(event) => void submit(event)}>
      <Field
        id={id}
        label={t("text")}
        help={t("textHelp")}
        error={errors.text?.message ?? errors.root?.message}
      >
        {(field) => (
          <Textarea
            {...field}
            {...control}
            ref={(element) => {
              ref(element);
              box.current = element;
            }}
            lang={sentence.language}
            rows={3}
            maxLength={MAX_SENTENCE}
            onKeyDown={onKeyDown}
          />
        )}
      </Field>
      <VariableChips variables={sentence.variables} onInsert={insert} />
      {sentence.isOwn && (
        <p lang={sentence.language} className="text-sm text-ink-muted">
          {t("original", { text: sentence.default })}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" busy={isSubmitting}>
          {t("save")}
        </Button>
        <VoicePlayButton
          id={`${id}-draft`}
          sound={sound}
          load={() => speak(form.getValues("text"))}
          labels={{ play: t("listenDraft"), stop: t("stopDraft") }}
          isWide
        />
        <Button variant="ghost" onClick={onClose}>
          {tCommon("cancel")}
        </Button>
      </div>
    </form>
  );
}

function useSentenceForm(sentence: SentenceView, onSaved: () => void) {
  const t = useTranslations("voiceSettings.sentences");
  const { save } = useSentenceWrites(sentence);
  const form = useForm<SentenceForm>({
    resolver: useSchemaResolver<SentenceForm, SentenceForm>(sentenceInput),
    defaultValues: { text: sentence.text },
  });
  const applyApiError = useApplyApiError(form);
  const submit = form.handleSubmit(async ({ text }) => {
    try {
      await save(text);
      toast.success(t("saved"));
      onSaved();
    } catch (error) {
      applyApiError(error);
    }
  });
  return { form, submit };
}

type VariableChipsProps = {
  variables: readonly SentenceVariable[];
  onInsert: (variable: SentenceVariable) => void;
};

function VariableChips({ variables, onInsert }: VariableChipsProps) {
  const t = useTranslations("voiceSettings.sentences");
  return (
    <fieldset aria-label={t("insert")} className="flex min-w-0 flex-wrap gap-1.5">
      {variables.map((variable) => (
        <button
          key={variable}
          type="button"
          onClick={() => onInsert(variable)}
          className="inline-flex h-7 items-center gap-1 rounded-full border px-2.5 text-sm text-ink-muted hover:bg-hover hover:text-ink"
        >
          <Plus aria-hidden="true" className="size-3.5" />
          {t(`variables.${variable}`)}
        </button>
      ))}
    </fieldset>
  );
}
