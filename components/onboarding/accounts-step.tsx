"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useErrorMessage } from "@/components/frame/error-message";
import { LoadError } from "@/components/frame/load-error";
import { useSession } from "@/components/frame/session-context";
import { numberQueries } from "@/components/numbers/number-queries";
import { accountQueries } from "@/components/settings/account-queries";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { sendJson } from "@/lib/api-client";
import { onboardingView } from "@/lib/onboarding/schema";
import { REQUIRED_VENDORS } from "@/lib/vocabulary";
import { onboardingQueries } from "./onboarding-queries";
import { StepFoot } from "./step-foot";
import type { StepProps } from "./step-props";
import { VendorPanel } from "./vendor-panel";

export function AccountsStep({ problems, isDone }: StepProps) {
  const accounts = useQuery(accountQueries.list(useSession().tenant.id));
  if (accounts.isError && !accounts.data) {
    return <LoadError error={accounts.error} onRetry={() => void accounts.refetch()} />;
  }
  if (!accounts.data) {
    return (
      <Loading>
        <Skeleton className="h-96 w-full" />
      </Loading>
    );
  }
  return (
    <div className="grid gap-5">
      {REQUIRED_VENDORS.map((vendor) => (
        <VendorPanel
          key={vendor}
          vendor={vendor}
          account={accounts.data.find((account) => account.vendor === vendor)}
          problems={problems.filter(({ code }) => code.startsWith(`${vendor}_`))}
        />
      ))}
      {problems.some(({ code }) => code === "not_prepared") && <Preparation />}
      <StepFoot step="accounts" isDone={isDone} />
    </div>
  );
}

/** Both accounts are good: the house arranges in them what calls need, without being asked. */
function Preparation() {
  const t = useTranslations("onboarding.prepare");
  const tCommon = useTranslations("common");
  const messageOf = useErrorMessage();
  const prepare = usePrepareAccounts();
  const { mutate } = prepare;
  useEffect(() => mutate(), [mutate]);
  if (prepare.isError) {
    return (
      <Notice
        tone="failed"
        title={t("failed")}
        action={
          <Button size="sm" onClick={() => mutate()}>
            {tCommon("retry")}
          </Button>
        }
      >
        {messageOf(prepare.error)}
      </Notice>
    );
  }
  return (
    <div aria-live="polite">
      <Notice tone="info" title={t("running")}>
        {t("what")}
      </Notice>
    </div>
  );
}

function usePrepareAccounts() {
  const queries = useQueryClient();
  const { tenant } = useSession();
  return useMutation({
    mutationFn: () => sendJson("POST", "/api/onboarding/prepare", {}, onboardingView),
    onSuccess: async (view) => {
      queries.setQueryData(onboardingQueries.state(tenant.id).queryKey, view);
      await Promise.all([
        queries.invalidateQueries({ queryKey: numberQueries.all(tenant.id) }),
        queries.invalidateQueries({ queryKey: accountQueries.list(tenant.id).queryKey }),
      ]);
    },
  });
}
