import { Check, Play, Square } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { VoiceView } from "@/lib/agents/schema";
import type { VoicePreview } from "./use-voice-preview";
import { voiceLanguages } from "./voice-search";

type VoiceRowProps = { voice: VoiceView; preview: VoicePreview; chosen: boolean; onChoose: () => void };

export function VoiceRow({ voice, preview, chosen, onChoose }: VoiceRowProps) {
  const t = useTranslations("agents.voice");
  const locale = useLocale();
  const { name, previewUrl, voiceId } = voice;
  const isPlaying = preview.playingId === voiceId;
  const Icon = isPlaying ? Square : Play;
  return (
    <li className="flex min-h-12 items-center gap-3 border-b px-3 py-1.5 last:border-b-0">
      {previewUrl === null ? (
        <span className="w-8" />
      ) : (
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={t(isPlaying ? "stop" : "play", { name })}
          onClick={() => preview.toggle(voiceId, previewUrl)}
        >
          <Icon aria-hidden="true" />
        </Button>
      )}
      <span className="min-w-0 flex-1">
        <span className="block truncate">{name}</span>
        <span className="block truncate text-sm text-ink-muted first-letter:uppercase">
          {preview.failedId === voiceId ? (
            <span role="alert" className="text-failed">
              {t("playFailed", { name })}
            </span>
          ) : (
            [
              ...voiceLanguages([voice], locale).map((language) => language.name),
              ...(previewUrl === null ? [t("noPreview")] : []),
            ].join(" · ")
          )}
        </span>
      </span>
      <Button
        size="sm"
        aria-pressed={chosen}
        aria-label={chosen ? `${t("selected")}: ${name}` : t("select", { name })}
        onClick={onChoose}
      >
        {chosen && <Check aria-hidden="true" />}
        {t(chosen ? "selected" : "pick")}
      </Button>
    </li>
  );
}
