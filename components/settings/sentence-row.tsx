"use client";

import { useMutation } from "@tanstack/react-query";
import { Pencil, RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { toast } from "sonner";
import { useErrorMessage } from "@/components/frame/error-message";
import { useMay } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { askFile } from "@/lib/api-client";
import type { SentenceView } from "@/lib/sentences/schema";
import { SentenceEditor } from "./sentence-editor";
import { SentenceWords } from "./sentence-words";
import { useSentenceWrites } from "./use-sentence-writes";
import type { VoiceSound } from "./use-voice-sound";
import { VoicePlayButton } from "./voice-play-button";

type SentenceRowProps = { sentence: SentenceView; agentId: string | undefined; sound: VoiceSound };

/** One sentence: when it is said, its words, and what can be done with them. */
export function SentenceRow({ sentence, agentId, sound }: SentenceRowProps) {
  const { key, language, text, isOwn } = sentence;
  const t = useTranslations("voiceSettings.sentences");
  const [isEditing, setEditing] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  useEffect(() => {
    // The editor is gone with whatever had the focus in it.
    if (wasEditing.current && !isEditing) pencil.current?.focus();
    wasEditing.current = isEditing;
  }, [isEditing]);
  const name = t(`items.${key}.name`);
  const speak = (words: string) =>
    askFile("/api/sentences/preview", { key, language, text: words, ...(agentId ? { agentId } : {}) });
  return (
    <li className="grid gap-2 border-b py-3 pr-2 pl-4 last:border-b-0">
      <div className="flex items-start gap-2">
        <div className="grid min-w-0 flex-1 gap-0.5">
          <h3 className="flex flex-wrap items-center gap-x-2 font-medium">
            {name}
            {isOwn && <OwnMark />}
          </h3>
          <p className="text-sm text-ink-muted">{t(`items.${key}.when`)}</p>
        </div>
        {!isEditing && (
          <RowActions
            sentence={sentence}
            name={name}
            pencil={pencil}
            onEdit={() => setEditing(true)}
            sound={sound}
            speak={speak}
          />
        )}
      </div>
      {isEditing ? (
        <SentenceEditor sentence={sentence} sound={sound} speak={speak} onClose={() => setEditing(false)} />
      ) : (
        <p lang={language} className="max-w-3xl pr-2 leading-relaxed">
          <SentenceWords text={text} />
        </p>
      )}
    </li>
  );
}

function OwnMark() {
  const t = useTranslations("voiceSettings.sentences");
  return (
    <span className="rounded-full bg-hover px-2 text-xs leading-5 font-medium text-ink-muted">
      {t("own")}
    </span>
  );
}

type RowActionsProps = {
  sentence: SentenceView;
  name: string;
  pencil: React.RefObject<HTMLButtonElement | null>;
  onEdit: () => void;
  sound: VoiceSound;
  speak: (words: string) => Promise<Blob>;
};

function RowActions({ sentence, name, pencil, onEdit, sound, speak }: RowActionsProps) {
  const t = useTranslations("voiceSettings.sentences");
  const [mayHear, mayEdit] = [useMay("operator"), useMay("admin")];
  const reset = useReset(sentence);
  const labels = { change: t("change", { name }), reset: t("reset", { name }) };
  return (
    <span className="flex shrink-0">
      {mayHear && (
        <VoicePlayButton
          id={`${sentence.key} ${sentence.language}`}
          sound={sound}
          load={() => speak(sentence.text)}
          labels={{ play: t("play", { name }), stop: t("stop", { name }) }}
        />
      )}
      {mayEdit && sentence.isOwn && (
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={labels.reset}
          title={labels.reset}
          busy={reset.isPending}
          onClick={() => {
            // The button goes with the business's own words.
            pencil.current?.focus();
            reset.mutate();
          }}
        >
          <RotateCcw aria-hidden="true" />
        </Button>
      )}
      {mayEdit && (
        <Button
          ref={pencil}
          variant="ghost"
          size="icon-sm"
          aria-label={labels.change}
          title={labels.change}
          onClick={onEdit}
        >
          <Pencil aria-hidden="true" />
        </Button>
      )}
    </span>
  );
}

/** Nothing is asked beforehand: the words come back with one press. */
function useReset(sentence: SentenceView) {
  const t = useTranslations("voiceSettings.sentences");
  const messageOf = useErrorMessage();
  const { save, reset } = useSentenceWrites(sentence);
  const fail = (error: unknown) => toast.error(messageOf(error));
  return useMutation({
    mutationFn: reset,
    onSuccess: () =>
      toast(t("resetDone"), {
        action: { label: t("undo"), onClick: () => void save(sentence.text).catch(fail) },
      }),
    onError: fail,
  });
}
