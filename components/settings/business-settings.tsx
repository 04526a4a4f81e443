"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { LoadError } from "@/components/frame/load-error";
import { useSession } from "@/components/frame/session-context";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { BusinessForm } from "./business-form";
import { BusinessRecording } from "./business-recording";
import { tenantQueries } from "./tenant-queries";

export function BusinessSettings() {
  const t = useTranslations("business");
  const tenant = useQuery(tenantQueries.detail(useSession().tenant.id));
  if (tenant.data) {
    return (
      <div className="grid gap-5">
        <BusinessForm tenant={tenant.data} />
        <BusinessRecording tenant={tenant.data} />
      </div>
    );
  }
  if (tenant.isError) {
    return <LoadError title={t("loadFailed")} error={tenant.error} onRetry={() => void tenant.refetch()} />;
  }
  return (
    <Loading>
      <div className="grid max-w-5xl gap-6 rounded-lg border bg-surface p-4">
        {["name", "kind", "country", "zone", "language"].map((field) => (
          <div key={field} className="grid gap-2">
            <Skeleton className="w-32" />
            <Skeleton className="h-9 w-full" />
          </div>
        ))}
      </div>
    </Loading>
  );
}
