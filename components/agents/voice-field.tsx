"use client";

import { useQuery } from "@tanstack/react-query";
import { AudioLines } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type Control, useController, useWatch } from "react-hook-form";
import { useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import type { AgentInput } from "@/lib/agents/schema";
import { agentQueries } from "./agent-queries";
import { VoiceDialog } from "./voice-dialog";

export function VoiceField({ control }: { control: Control<AgentInput> }) {
  const t = useTranslations("agents.voice");
  const [choosing, setChoosing] = useState(false);
  const { value, onChange } = useController({ control, name: "voiceId" }).field;
  const language = useWatch({ control, name: "language" });
  const voices = useQuery({
    ...agentQueries.voices(useSession().tenant.id),
    enabled: choosing || value !== null,
  });
  const chosen = voices.data?.find((voice) => voice.voiceId === value);
  // Its name is on the way: an id that turns into a name would only startle.
  const unnamed = voices.isPending ? "…" : t("unknown", { voiceId: value ?? "" });
  const shown = value === null ? t("default") : (chosen?.name ?? unnamed);
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">{t("label")}</legend>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <span className="flex min-w-0 items-center gap-2">
          <AudioLines aria-hidden="true" className="size-4 shrink-0 text-ink-muted" />
          <span className="truncate">{shown}</span>
        </span>
        <span className="flex flex-wrap gap-2">
          <Button size="sm" onClick={() => setChoosing(true)}>
            {t(value === null ? "choose" : "change")}
          </Button>
          {value !== null && (
            <Button size="sm" variant="ghost" onClick={() => onChange(null)}>
              {t("useDefault")}
            </Button>
          )}
        </span>
      </div>
      {choosing && (
        <VoiceDialog
          language={language}
          voices={voices}
          chosenId={value}
          onChoose={(voiceId) => {
            onChange(voiceId);
            setChoosing(false);
          }}
          onClose={() => setChoosing(false)}
        />
      )}
    </fieldset>
  );
}
