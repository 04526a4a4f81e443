"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import Link from "next/link";
import type { UseFormRegisterReturn } from "react-hook-form";
import { useMay, useSession } from "@/components/frame/session-context";
import { Notice } from "@/components/ui/notice";
import { askFile } from "@/lib/api-client";
import { NOTICE_BY_COUNTRY, type Notice as Said } from "@/lib/recordings/rules";
import { type Country, RECORDING_NOTICES, type RecordingNotice } from "@/lib/vocabulary";
import { SentenceWords } from "./sentence-words";
import { useVoiceSound } from "./use-voice-sound";
import { VoicePlayButton } from "./voice-play-button";
import { voiceQueries } from "./voice-queries";

type RecordingNoticeFieldProps = {
  registered: UseFormRegisterReturn;
  chosen: RecordingNotice;
  /** Of the business. */
  country: Country;
  /** No audio is kept: nobody is recorded. */
  isSilent: boolean;
  disabled: boolean;
};

/** What is said before a recording begins, with what that means where the business is. */
export function RecordingNoticeField(props: RecordingNoticeFieldProps) {
  const { registered, chosen, country, isSilent, disabled } = props;
  const t = useTranslations("business.recording");
  const tCountry = useTranslations("business.country");
  const asked = NOTICE_BY_COUNTRY[country];
  const facts = { country: tCountry(country), law: t(`law.${country}`) };
  const meaningOf = (notice: RecordingNotice) =>
    notice === "by_country" ? t(`noticeMeans.by_country_${asked}`, facts) : t(`noticeMeans.${notice}`);
  const risk = riskOf(chosen, asked);
  const said = chosen === "by_country" ? asked : chosen;
  return (
    <div className="grid gap-3">
      <fieldset disabled={disabled} aria-describedby="recording-notice-help" className="grid gap-2.5">
        <legend className="mb-1 font-medium">{t("noticeLabel")}</legend>
        <p id="recording-notice-help" className="max-w-3xl text-sm text-ink-muted">
          {t("noticeHelp")}
        </p>
        {RECORDING_NOTICES.map((notice) => (
          <label key={notice} className="flex items-start gap-2.5">
            <input
              type="radio"
              value={notice}
              className="mt-0.5 size-4 shrink-0 accent-accent"
              {...registered}
            />
            <span>
              {t(`notices.${notice}`)}
              <span className="block text-sm text-ink-muted">{meaningOf(notice)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <div aria-live="polite" className="grid max-w-3xl gap-3 empty:hidden">
        {isSilent && <Notice tone="info">{t("noticeNotNeeded")}</Notice>}
        {!isSilent && risk && <Notice tone="waiting">{t(`noticeRisk.${risk}`, facts)}</Notice>}
        {!isSilent && said !== "none" && <SaidBeforehand said={said} />}
      </div>
    </div>
  );
}

/** What may be too little where the business is; the key of a sentence. */
function riskOf(chosen: RecordingNotice, asked: Said): "inform" | "none" | "none_consent" | undefined {
  if (chosen === "none") return asked === "consent" ? "none_consent" : "none";
  return chosen === "inform" && asked === "consent" ? "inform" : undefined;
}

/** The words themselves, to read and to hear. */
function SaidBeforehand({ said }: { said: Said }) {
  const t = useTranslations("business.recording");
  const { id, language } = useSession().tenant;
  const mayHear = useMay("operator");
  const sound = useVoiceSound();
  const sentences = useQuery(voiceQueries.sentences(id));
  const key = `recording_${said}` as const;
  const sentence = sentences.data?.find((one) => one.key === key && one.language === language);
  if (!sentence) return null;
  return (
    <div className="flex items-start gap-2 rounded-lg border px-3 py-2">
      <p className="grid min-w-0 flex-1 gap-0.5">
        <span className="text-sm text-ink-muted">{t("heard")}</span>
        <span lang={language}>
          <SentenceWords text={sentence.text} />
        </span>
        <Link href="/settings/voice" className="justify-self-start text-sm text-accent-ink underline">
          {t("changeWords")}
        </Link>
      </p>
      {mayHear && (
        <VoicePlayButton
          id={`${key} ${language}`}
          sound={sound}
          load={() => askFile("/api/sentences/preview", { key, language })}
          labels={{ play: t("hear"), stop: t("stopHearing") }}
        />
      )}
    </div>
  );
}
