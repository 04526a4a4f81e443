"use client";

import { useQuery } from "@tanstack/react-query";
import { AudioLines } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type Control, useController, useWatch } from "react-hook-form";
import { useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import type { AgentInput } from "@/lib/agents/schema";
import { hasVendorAgent } from "@/lib/vocabulary";
import { agentQueries } from "./agent-queries";
import { VoiceDialog } from "./voice-dialog";

export function VoiceField({ control }: { control: Control<AgentInput> }) {
  const t = useTranslations("agents.voice");
  const [choosing, setChoosing] = useState(false);
  const { field, fieldState } = useController({ control, name: "voiceId" });
  const { value, onChange } = field;
  const mode = useWatch({ control, name: "mode" });
  const error = fieldState.error?.message;
  const language = useWatch({ control, name: "language" });
  const voices = useQuery({
    ...agentQueries.voices(useSession().tenant.id),
    enabled: choosing || value !== null,
  });
  const chosen = voices.data?.find((voice) => voice.voiceId === value);
  // Its name is on the way: an id that turns into a name would only startle.
  const unnamed = voices.isPending ? "…" : t("unknown", { voiceId: value ?? "" });
  const shown = value === null ? t(hasVendorAgent(mode) ? "default" : "missing") : (chosen?.name ?? unnamed);
  return (
    <fieldset aria-describedby={error ? "agent-voiceId-error" : undefined}>
      <legend className="mb-1.5 font-medium">{t("label")}</legend>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <span className="flex min-w-0 items-center gap-2">
          <AudioLines aria-hidden="true" className="size-4 shrink-0 text-ink-muted" />
          <span className="truncate">{shown}</span>
        </span>
        <span className="flex flex-wrap gap-2">
          <Button id="agent-voiceId" size="sm" onClick={() => setChoosing(true)}>
            {t(value === null ? "choose" : "change")}
          </Button>
          {value !== null && hasVendorAgent(mode) && (
            <Button size="sm" variant="ghost" onClick={() => onChange(null)}>
              {t("useDefault")}
            </Button>
          )}
        </span>
      </div>
      {error && (
        <p id="agent-voiceId-error" className="mt-1.5 text-sm text-failed">
          {error}
        </p>
      )}
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
