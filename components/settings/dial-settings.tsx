"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { LoadError } from "@/components/frame/load-error";
import { useSession } from "@/components/frame/session-context";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { DialSettingsForm } from "./dial-settings-form";
import { tenantQueries } from "./tenant-queries";

/** What outgoing calls may do: where to, how many, how dear. */
export function DialSettings() {
  const t = useTranslations("business");
  const tenant = useQuery(tenantQueries.detail(useSession().tenant.id));
  if (tenant.data) return <DialSettingsForm tenant={tenant.data} />;
  if (tenant.isError) {
    return <LoadError title={t("loadFailed")} error={tenant.error} onRetry={() => void tenant.refetch()} />;
  }
  return (
    <Loading>
      <div className="grid max-w-xl gap-6 rounded-lg border bg-surface p-4">
        {["countries", "rate", "cap"].map((field) => (
          <div key={field} className="grid gap-2">
            <Skeleton className="w-32" />
            <Skeleton className="h-9 w-full" />
          </div>
        ))}
      </div>
    </Loading>
  );
}
