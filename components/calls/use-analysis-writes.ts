"use client";

import { type UseMutationResult, useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useErrorMessage } from "@/components/frame/error-message";
import { useSession } from "@/components/frame/session-context";
import { type AnalysisPatch, type AnalysisView, analysisView } from "@/lib/analysis/schema";
import { sendJson } from "@/lib/api-client";
import { callQueries } from "./call-queries";

/** Has the call analysed again; the live feed brings what is found. */
export function useRunAnalysis(callId: string): UseMutationResult<AnalysisView, Error, void> {
  const t = useTranslations("calls.analysis");
  const keep = useKeepAnalysis(callId);
  const messageOf = useErrorMessage();
  return useMutation({
    mutationFn: () => sendJson("POST", `/api/calls/${callId}/analysis/run`, {}, analysisView),
    onSuccess: async (saved) => {
      await keep(saved);
      toast.success(t("running"));
    },
    onError: (error) => {
      toast.error(messageOf(error));
    },
  });
}

/** What fails is thrown: a form says it at its fields. */
export function useCorrectAnalysis(callId: string): UseMutationResult<AnalysisView, Error, AnalysisPatch> {
  const keep = useKeepAnalysis(callId);
  return useMutation({
    mutationFn: (patch) => sendJson("PATCH", `/api/calls/${callId}/analysis`, patch, analysisView),
    onSuccess: keep,
  });
}

/** The row of the call and the lists say it too. */
function useKeepAnalysis(callId: string): (saved: AnalysisView) => Promise<void> {
  const tenantId = useSession().tenant.id;
  const queries = useQueryClient();
  return async (saved) => {
    queries.setQueryData(callQueries.analysis(tenantId, callId).queryKey, saved);
    await Promise.all([
      queries.invalidateQueries({ queryKey: callQueries.one(tenantId, callId) }),
      queries.invalidateQueries({ queryKey: callQueries.lists(tenantId) }),
    ]);
  };
}
