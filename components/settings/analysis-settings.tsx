"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { LoadError } from "@/components/frame/load-error";
import { useSession } from "@/components/frame/session-context";
import { Loading, SkeletonRows } from "@/components/ui/skeleton";
import { AnalysisFieldsForm } from "./analysis-fields-form";
import { AnalysisPhrases } from "./analysis-phrases";
import { AnalysisSentiment } from "./analysis-sentiment";
import { tenantQueries } from "./tenant-queries";

/** What is looked for in every call, and what no agent says in one. */
export function AnalysisSettings() {
  const t = useTranslations("analysisSettings");
  const tBusiness = useTranslations("business");
  const tenant = useQuery(tenantQueries.detail(useSession().tenant.id));
  return (
    <section aria-labelledby="analysis-settings-title" className="grid max-w-3xl gap-4">
      <div className="grid max-w-2xl gap-0.5">
        <h2 id="analysis-settings-title" className="text-lg font-semibold">
          {t("title")}
        </h2>
        <p className="text-ink-muted">{t("description")}</p>
      </div>
      {tenant.isPending && (
        <Loading>
          <SkeletonRows rows={5} />
        </Loading>
      )}
      {tenant.isError && (
        <LoadError
          title={tBusiness("loadFailed")}
          error={tenant.error}
          onRetry={() => void tenant.refetch()}
        />
      )}
      {tenant.data && (
        <>
          <AnalysisFieldsForm tenant={tenant.data} />
          <AnalysisSentiment tenant={tenant.data} />
          <AnalysisPhrases tenant={tenant.data} />
        </>
      )}
    </section>
  );
}
