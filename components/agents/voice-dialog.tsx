"use client";

import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { LoadError } from "@/components/frame/load-error";
import { useSession } from "@/components/frame/session-context";
import { accountQueries } from "@/components/settings/account-queries";
import { buttonClasses } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Loading, SkeletonRows } from "@/components/ui/skeleton";
import type { VoiceView } from "@/lib/agents/schema";
import type { Language } from "@/lib/vocabulary";
import { useVoicePreview } from "./use-voice-preview";
import { VoiceRow } from "./voice-row";
import { findVoices, speaksLanguage, voiceLanguages } from "./voice-search";

type VoiceDialogProps = {
  language: Language;
  voices: UseQueryResult<VoiceView[]>;
  chosenId: string | null;
  onChoose: (voiceId: string) => void;
  onClose: () => void;
};

export function VoiceDialog({ voices, onClose, ...choice }: VoiceDialogProps) {
  const t = useTranslations("agents.voice");
  const accounts = useQuery(accountQueries.list(useSession().tenant.id));
  const hasAccount = accounts.data?.some((account) => account.vendor === "elevenlabs") ?? true;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("dialogTitle")}
      description={t("dialogHelp")}
      className="max-w-xl"
    >
      {!hasAccount ? (
        <EmptyState
          title={t("noAccount")}
          action={
            <Link href="/settings/accounts" className={buttonClasses({ variant: "primary" })}>
              {t("connect")}
            </Link>
          }
        />
      ) : voices.data ? (
        <VoiceChoice voices={voices.data} {...choice} />
      ) : voices.isError ? (
        <LoadError title={t("loadFailed")} error={voices.error} onRetry={() => void voices.refetch()} />
      ) : (
        <Loading>
          <SkeletonRows rows={6} />
        </Loading>
      )}
    </Dialog>
  );
}

/** More rows than anyone reads make the list slow to move through; the search finds the rest. */
const SHOWN_AT_MOST = 60;

type VoiceChoiceProps = Omit<VoiceDialogProps, "voices" | "onClose"> & { voices: readonly VoiceView[] };

function VoiceChoice({ voices, language, chosenId, onChoose }: VoiceChoiceProps) {
  const t = useTranslations("agents.voice");
  const locale = useLocale();
  const preview = useVoicePreview();
  const [text, setText] = useState("");
  // A language no voice names would begin with an empty list.
  const [spoken, setSpoken] = useState(() =>
    voices.some((voice) => speaksLanguage(voice, language)) ? language : "",
  );
  const found = findVoices(voices, { text, language: spoken });
  return (
    <div className="grid gap-3">
      <VoiceFilters
        languages={voiceLanguages(voices, locale)}
        text={text}
        spoken={spoken}
        onText={setText}
        onSpoken={setSpoken}
      />
      <p aria-live="polite" className="text-sm text-ink-muted">
        {found.length === 0
          ? t("none")
          : found.length > SHOWN_AT_MOST
            ? t("shownOf", { shown: SHOWN_AT_MOST, count: found.length })
            : t("count", { count: found.length })}
      </p>
      <ul aria-label={t("listLabel")} className="h-80 overflow-y-auto rounded-lg border">
        {found.slice(0, SHOWN_AT_MOST).map((voice) => (
          <VoiceRow
            key={voice.voiceId}
            voice={voice}
            preview={preview}
            chosen={voice.voiceId === chosenId}
            onChoose={() => onChoose(voice.voiceId)}
          />
        ))}
      </ul>
    </div>
  );
}

type VoiceFiltersProps = {
  languages: readonly { code: string; name: string }[];
  text: string;
  /** Empty: any. */
  spoken: string;
  onText: (text: string) => void;
  onSpoken: (language: string) => void;
};

function VoiceFilters({ languages, text, spoken, onText, onSpoken }: VoiceFiltersProps) {
  const t = useTranslations("agents.voice");
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label={t("search")}>
        {(field) => (
          <Input
            {...field}
            type="search"
            autoComplete="off"
            value={text}
            onChange={(event) => onText(event.target.value)}
          />
        )}
      </Field>
      <Field label={t("filterLabel")}>
        {(field) => (
          <Select {...field} value={spoken} onChange={(event) => onSpoken(event.target.value)}>
            <option value="">{t("filterAny")}</option>
            {languages.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  );
}
