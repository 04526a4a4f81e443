"use client";

import { useQuery } from "@tanstack/react-query";
import { Pencil, RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay, useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { AnalysisView } from "@/lib/analysis/schema";
import type { CallDetail } from "@/lib/calls/schema";
import { isFinal } from "@/lib/calls/status";
import { CallAnalysisFacts } from "./call-analysis-facts";
import { CallAnalysisForm } from "./call-analysis-form";
import { CallAnalysisState } from "./call-analysis-state";
import { callQueries } from "./call-queries";
import { useRunAnalysis } from "./use-analysis-writes";

/** What the call was about and what came of it: found, corrected in place, found again. */
export function CallAnalysis({ call }: { call: CallDetail }) {
  const t = useTranslations("calls");
  const { tenant } = useSession();
  const over = isFinal(call.status);
  const { data: analysis } = useQuery({ ...callQueries.analysis(tenant.id, call.id), enabled: over });
  const [editing, setEditing] = useState(false);
  const isAnalysed = analysis !== undefined && analysis.state !== null;
  if (!isAnalysed && !call.summary && !call.notes) return null;
  const summary = analysis?.findings?.summary ?? call.summary;
  return (
    <Card aria-labelledby="analysis-title">
      <CardHeader
        titleId="analysis-title"
        title={t("analysis.title")}
        actions={isAnalysed && !editing && <Deeds analysis={analysis} onEdit={() => setEditing(true)} />}
      />
      <CardBody className="grid gap-4">
        {editing && analysis ? (
          <CallAnalysisForm analysis={analysis} onClose={() => setEditing(false)} />
        ) : (
          <>
            {summary && <p className="whitespace-pre-wrap">{summary}</p>}
            {isAnalysed && <CallAnalysisFacts analysis={analysis} outcome={call.outcome} />}
            {call.notes && (
              <p className="whitespace-pre-wrap">
                <span className="text-ink-muted">{t("detail.notes")}: </span>
                {call.notes}
              </p>
            )}
            {isAnalysed && <CallAnalysisState analysis={analysis} />}
          </>
        )}
      </CardBody>
    </Card>
  );
}

function Deeds({ analysis, onEdit }: { analysis: AnalysisView; onEdit: () => void }) {
  const t = useTranslations("calls.analysis");
  const run = useRunAnalysis(analysis.callId);
  if (!useMay("operator")) return null;
  const isRunning = analysis.state === "pending" && analysis.obstacle === null && analysis.error === null;
  return (
    <>
      <Button size="sm" variant="ghost" busy={run.isPending || isRunning} onClick={() => run.mutate()}>
        <RotateCw aria-hidden="true" />
        {t(analysis.analysedAt === null ? "runFirst" : "run")}
      </Button>
      <Button size="sm" onClick={onEdit}>
        <Pencil aria-hidden="true" />
        {t("edit")}
      </Button>
    </>
  );
}
