"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { usePlace } from "@/components/frame/place";
import { useSession } from "@/components/frame/session-context";
import type { AnalysisView } from "@/lib/analysis/schema";
import { formatCount, formatPercent } from "@/lib/format";
import type { CallOutcome } from "@/lib/vocabulary";

type Findings = NonNullable<AnalysisView["findings"]>;

type CallAnalysisFactsProps = {
  analysis: AnalysisView;
  /** As it stands in the row: what was done counts more than what was found. */
  outcome: CallOutcome | null;
};

/** Each thing that was found, and whether a person put it there. */
export function CallAnalysisFacts({ analysis, outcome }: CallAnalysisFactsProps) {
  const t = useTranslations("calls");
  const { locale } = usePlace();
  const { findings, corrected } = analysis;
  if (!findings) return null;
  const { intent, sentiment, followUp, confidence } = findings;
  const isCorrected = (name: string) => corrected.includes(name);
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
      {outcome && (
        <Found name={t("analysis.outcome")} isCorrected={isCorrected("outcome")}>
          {t(`outcome.${outcome}`)}
        </Found>
      )}
      {intent && (
        <Found name={t("analysis.intent")} isCorrected={isCorrected("intent")}>
          {t(`intent.${intent}`)}
        </Found>
      )}
      <Score findings={findings} isCorrected={isCorrected("qualificationScore")} />
      {sentiment && (
        <Found name={t("analysis.sentiment")} isCorrected={isCorrected("sentiment")}>
          {t(`sentiment.${sentiment}`)}
        </Found>
      )}
      {followUp && (
        <Found name={t("analysis.followUp")} isCorrected={isCorrected("followUp")}>
          {followUp.text}
          {followUp.dueInDays !== null && (
            <span className="text-ink-muted">
              {" "}
              ({t("analysis.followUpDue", { days: followUp.dueInDays })})
            </span>
          )}
        </Found>
      )}
      <OwnFields findings={findings} corrected={corrected} />
      {confidence != null && (
        <Found name={t("analysis.confidence")}>{formatPercent(confidence, locale)}</Found>
      )}
    </dl>
  );
}

type FoundProps = { name: string; isCorrected?: boolean; children: ReactNode };

function Found({ name, isCorrected = false, children }: FoundProps) {
  const t = useTranslations("calls.analysis");
  return (
    <>
      <dt className="text-ink-muted">{name}</dt>
      <dd className="min-w-0 break-words">
        {children}
        {isCorrected && (
          <span className="ml-2 rounded-full bg-accent-soft px-2 py-0.5 text-xs whitespace-nowrap text-accent-ink">
            {t("corrected")}
          </span>
        )}
      </dd>
    </>
  );
}

function Score({ findings, isCorrected }: { findings: Findings; isCorrected: boolean }) {
  const t = useTranslations("calls.analysis");
  const { qualificationScore: score, reasons = [] } = findings;
  if (score == null) return null;
  return (
    <Found name={t("score")} isCorrected={isCorrected}>
      <span className="inline-flex items-center gap-2 tabular-nums">
        <meter
          aria-label={t("score")}
          min={0}
          max={100}
          value={score}
          className="h-2 w-24 overflow-hidden rounded-full bg-hover [&::-webkit-meter-bar]:h-2 [&::-webkit-meter-bar]:rounded-full [&::-webkit-meter-bar]:border-0 [&::-webkit-meter-bar]:bg-hover [&::-webkit-meter-optimum-value]:rounded-full [&::-webkit-meter-optimum-value]:bg-accent"
        />
        {t("scoreOf", { score })}
      </span>
      {reasons.length > 0 && !isCorrected && (
        <ul aria-label={t("reasons")} className="mt-1 list-disc pl-5 text-sm text-ink-muted">
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
    </Found>
  );
}

/** Under the names the business gives them now; of fields it no longer has nothing is shown. */
function OwnFields({ findings, corrected }: { findings: Findings; corrected: readonly string[] }) {
  const t = useTranslations("calls.analysis");
  const { tenant } = useSession();
  const { locale } = usePlace();
  const write = (value: string | number | boolean | null | undefined) => {
    if (value === null || value === undefined) return t("none");
    if (typeof value === "boolean") return t(value ? "yes" : "no");
    return typeof value === "number" ? formatCount(value, locale) : value;
  };
  return tenant.analysisFields.map(({ name, label }) => (
    <Found key={name} name={label} isCorrected={corrected.includes(`fields.${name}`)}>
      {write(findings.fields?.[name])}
    </Found>
  ));
}
