"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { LoadError } from "@/components/frame/load-error";
import { useMay, useSession } from "@/components/frame/session-context";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Loading, SkeletonRows } from "@/components/ui/skeleton";
import { ImportDraft } from "./import-draft";
import { ImportProgress } from "./import-progress";
import { importQueries } from "./import-queries";
import { ImportResult } from "./import-result";

/** One file of contacts, from its columns to what became of it. */
export function ImportPage({ importId }: { importId: string }) {
  const t = useTranslations("imports");
  const tCommon = useTranslations("common");
  const mayImport = useMay("operator");
  return (
    <div className="grid max-w-[1280px] content-start gap-5">
      <PageHeader title={t("title")} description={t("description")} />
      {mayImport ? (
        <ImportState importId={importId} />
      ) : (
        <Notice tone="info">{tCommon("needsOperator")}</Notice>
      )}
    </div>
  );
}

function ImportState({ importId }: { importId: string }) {
  const found = useQuery(importQueries.detail(useSession().tenant.id, importId));
  if (found.isPending) {
    return (
      <Loading>
        <SkeletonRows rows={8} />
      </Loading>
    );
  }
  if (found.isError) return <LoadError error={found.error} onRetry={() => void found.refetch()} />;
  const { data } = found;
  switch (data.status) {
    case "draft":
      return <ImportDraft draft={data} />;
    case "queued":
    case "running":
      return <ImportProgress running={data} />;
    case "completed":
    case "canceled":
    case "failed":
      return <ImportResult ended={data} />;
  }
}
