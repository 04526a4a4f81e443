"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { LoadError } from "@/components/frame/load-error";
import { useSession } from "@/components/frame/session-context";
import { Loading, SkeletonRows } from "@/components/ui/skeleton";
import { tenantQueries } from "./tenant-queries";
import { VoiceTransfersForm } from "./voice-transfers-form";

/** How long callers and advisors wait for one another. */
export function VoiceTransfers() {
  const t = useTranslations("business");
  const tenant = useQuery(tenantQueries.detail(useSession().tenant.id));
  if (tenant.data) return <VoiceTransfersForm tenant={tenant.data} />;
  if (tenant.isError) {
    return <LoadError title={t("loadFailed")} error={tenant.error} onRetry={() => void tenant.refetch()} />;
  }
  return (
    <Loading>
      <SkeletonRows rows={3} />
    </Loading>
  );
}
