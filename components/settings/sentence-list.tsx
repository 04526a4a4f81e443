"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { agentQueries } from "@/components/agents/agent-queries";
import { LoadError } from "@/components/frame/load-error";
import { useMay, useSession } from "@/components/frame/session-context";
import { cn } from "@/components/ui/class-names";
import { Select } from "@/components/ui/select";
import { Loading, SkeletonRows } from "@/components/ui/skeleton";
import { type Language, LANGUAGES } from "@/lib/vocabulary";
import { AgendaSection } from "./agenda-section";
import { SentenceRow } from "./sentence-row";
import type { VoiceSound } from "./use-voice-sound";
import { voiceQueries } from "./voice-queries";

/** Every sentence of one language at a time, to hear and to change. */
export function SentenceList({ sound }: { sound: VoiceSound }) {
  const t = useTranslations("voiceSettings.sentences");
  const { tenant } = useSession();
  const mayHear = useMay("operator");
  const [language, setLanguage] = useState(tenant.language);
  const [agentId, setAgentId] = useState<string>();
  return (
    <AgendaSection
      id="voice-sentences"
      title={t("title")}
      description={t("description")}
      actions={
        <>
          {mayHear && <VoiceChoice agentId={agentId} onChange={setAgentId} />}
          <LanguageChoice language={language} onChange={setLanguage} />
        </>
      }
    >
      <Rows language={language} agentId={agentId} sound={sound} />
    </AgendaSection>
  );
}

type RowsProps = { language: Language; agentId: string | undefined; sound: VoiceSound };

function Rows({ language, agentId, sound }: RowsProps) {
  const t = useTranslations("voiceSettings.sentences");
  const sentences = useQuery(voiceQueries.sentences(useSession().tenant.id));
  if (sentences.isError) {
    return (
      <LoadError title={t("loadFailed")} error={sentences.error} onRetry={() => void sentences.refetch()} />
    );
  }
  if (!sentences.data) {
    return (
      <Loading>
        <SkeletonRows rows={6} />
      </Loading>
    );
  }
  return (
    <ul aria-label={t("title")} className="rounded-lg border bg-surface">
      {sentences.data
        .filter((sentence) => sentence.language === language)
        .map((sentence) => (
          <SentenceRow
            key={`${sentence.key} ${language}`}
            sentence={sentence}
            agentId={agentId}
            sound={sound}
          />
        ))}
    </ul>
  );
}

type LanguageChoiceProps = { language: Language; onChange: (language: Language) => void };

function LanguageChoice({ language, onChange }: LanguageChoiceProps) {
  const t = useTranslations("voiceSettings.sentences");
  return (
    <fieldset aria-label={t("language")} className="flex min-w-0 rounded-md border p-0.5">
      {LANGUAGES.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={language === one}
          onClick={() => onChange(one)}
          className={cn(
            "h-7.5 rounded-sm px-3 text-ink-muted hover:text-ink",
            language === one && "bg-accent-soft font-medium text-accent-ink hover:text-accent-ink",
          )}
        >
          {t(`languages.${one}`)}
        </button>
      ))}
    </fieldset>
  );
}

type VoiceChoiceProps = { agentId: string | undefined; onChange: (agentId: string) => void };

/** Whose voice says it, where there are several. */
function VoiceChoice({ agentId, onChange }: VoiceChoiceProps) {
  const t = useTranslations("voiceSettings.sentences");
  const agents = useQuery(agentQueries.list(useSession().tenant.id));
  const speaking = (agents.data ?? []).filter(({ voiceId }) => voiceId);
  if (speaking.length < 2) return null;
  return (
    <Select
      aria-label={t("voiceOf")}
      title={t("voiceOf")}
      value={agentId ?? speaking[0]?.id}
      onChange={(event) => onChange(event.target.value)}
      className="w-auto max-w-56"
    >
      {speaking.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}
