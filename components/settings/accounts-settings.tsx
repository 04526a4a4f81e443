"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { LoadError } from "@/components/frame/load-error";
import { useMay, useSession } from "@/components/frame/session-context";
import { Notice } from "@/components/ui/notice";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { VENDORS } from "@/lib/vocabulary";
import { AccountCard } from "./account-card";
import { accountQueries } from "./account-queries";

export function AccountsSettings() {
  const t = useTranslations("accounts");
  const tCommon = useTranslations("common");
  const mayEdit = useMay("admin");
  const accounts = useQuery(accountQueries.list(useSession().tenant.id));
  if (accounts.isPending) {
    return (
      <Loading>
        <div className="grid gap-5 lg:grid-cols-2">
          {VENDORS.map((vendor) => (
            <div key={vendor} className="grid h-64 content-start gap-4 rounded-lg border bg-surface p-4">
              <Skeleton className="h-5 w-28" />
              <Skeleton className="w-64" />
              <Skeleton className="h-16 w-full" />
            </div>
          ))}
        </div>
      </Loading>
    );
  }
  if (accounts.isError) {
    return (
      <LoadError title={t("loadFailed")} error={accounts.error} onRetry={() => void accounts.refetch()} />
    );
  }
  return (
    <div className="grid gap-5">
      <p className="max-w-2xl text-ink-muted">{t("description")}</p>
      {!mayEdit && <Notice tone="info">{tCommon("needsAdmin")}</Notice>}
      <div className="grid items-start gap-5 lg:grid-cols-2">
        {VENDORS.map((vendor) => (
          <AccountCard
            key={vendor}
            vendor={vendor}
            account={accounts.data.find((account) => account.vendor === vendor)}
          />
        ))}
      </div>
    </div>
  );
}
