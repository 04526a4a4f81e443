"use client";

import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useErrorMessage } from "@/components/frame/error-message";
import { useMay } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { AnalysisView } from "@/lib/analysis/schema";
import { CALL_OUTCOMES } from "@/lib/vocabulary";
import { Instant } from "./instant";
import { useCorrectAnalysis } from "./use-analysis-writes";

/** How the analysis stands, what it says otherwise than the record, and who made or corrected it. */
export function CallAnalysisState({ analysis }: { analysis: AnalysisView }) {
  const t = useTranslations("calls.analysis");
  const { state, obstacle, error, source, model } = analysis;
  const why = error === null ? undefined : error;
  return (
    <div className="grid gap-3" aria-live="polite">
      <Contradictions analysis={analysis} />
      {state === "failed" && (
        <Notice tone="failed" title={t("state.failed")}>
          {why && t("failedWhy", { reason: why })}
        </Notice>
      )}
      {state === "pending" && obstacle && <p className="text-ink-muted">{t(`obstacle.${obstacle}`)}</p>}
      {state === "pending" && !obstacle && (
        <p className="text-ink-muted">{why ? t("triedWhy", { reason: why }) : t("state.pending")}</p>
      )}
      {state === "done" && why && <Notice tone="info">{t("fellBack", { reason: why })}</Notice>}
      <footer className="flex flex-wrap gap-x-3 gap-y-1 text-sm text-ink-muted empty:hidden">
        {source && analysis.analysedAt && (
          <span>
            {source === "openai" ? t("source.openai", { model: model ?? "OpenAI" }) : t("source.elevenlabs")}{" "}
            · <Instant at={analysis.analysedAt} />
          </span>
        )}
        {analysis.correctedAt && (
          <span>
            {analysis.correctedBy ? t("correctedBy", { name: analysis.correctedBy }) : t("corrected")} ·{" "}
            <Instant at={analysis.correctedAt} />
          </span>
        )}
      </footer>
    </div>
  );
}

/** What was done counts; whoever knows better says so at one press. */
function Contradictions({ analysis }: { analysis: AnalysisView }) {
  const t = useTranslations("calls.analysis");
  const tOutcome = useTranslations("calls.outcome");
  const messageOf = useErrorMessage();
  const correct = useCorrectAnalysis(analysis.callId);
  const mayCorrect = useMay("operator");
  if (analysis.corrected.includes("outcome")) return null;
  const outcomeOf = (word: string) => CALL_OUTCOMES.find((outcome) => outcome === word);
  return analysis.contradictions.map(({ field, said, is }) => {
    const believed = outcomeOf(said);
    const recorded = outcomeOf(is);
    if (!believed || !recorded) return null;
    const words = { said: tOutcome(believed), is: tOutcome(recorded) };
    return (
      <Notice
        key={field}
        tone="waiting"
        action={
          mayCorrect && (
            <Button
              size="sm"
              busy={correct.isPending}
              onClick={() =>
                correct.mutate(
                  { outcome: believed },
                  { onError: (error) => void toast.error(messageOf(error)) },
                )
              }
            >
              {t("believe", words)}
            </Button>
          )
        }
      >
        {t(recorded === "no_outcome" ? "contradictionNone" : "contradiction", words)}
      </Notice>
    );
  });
}
