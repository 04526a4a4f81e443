"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "@/components/frame/session-context";
import { StatusBadge, type Tone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import type { AccountView } from "@/lib/accounts/schema";
import type { AccountStatus, Vendor } from "@/lib/vocabulary";
import { AccountFacts } from "./account-facts";
import { AccountForm } from "./account-form";
import { RemoveAccountDialog } from "./remove-account-dialog";
import { useCheckAccount } from "./use-check-account";

const TONES: Record<AccountStatus, Tone> = {
  active: "good",
  trial: "waiting",
  suspended: "failed",
  invalid: "failed",
};

export function AccountCard({ vendor, account }: { vendor: Vendor; account: AccountView | undefined }) {
  const t = useTranslations("accounts");
  const mayEdit = useMay("admin");
  const [isEditing, setEditing] = useState(false);
  const [isRemoving, setRemoving] = useState(false);
  const titleId = `account-${vendor}`;
  return (
    <Card aria-labelledby={titleId} data-testid={titleId}>
      <CardHeader
        title={t(`vendor.${vendor}`)}
        titleId={titleId}
        description={t(`vendorRole.${vendor}`)}
        actions={
          <StatusBadge tone={account ? TONES[account.status] : "ended"}>
            {t(`status.${account?.status ?? "missing"}`)}
          </StatusBadge>
        }
      />
      <CardBody className="grid gap-4">
        <AccountState vendor={vendor} status={account?.status} />
        {account && <AccountFacts account={account} />}
        {isEditing ? (
          <AccountForm vendor={vendor} onClose={() => setEditing(false)} />
        ) : (
          mayEdit && (
            <div className="flex flex-wrap gap-2">
              <Button variant={account ? "secondary" : "primary"} onClick={() => setEditing(true)}>
                {t(account ? "replace" : "connect")}
              </Button>
              {account && <CheckButton vendor={vendor} />}
              {account && (
                <Button variant="ghost" onClick={() => setRemoving(true)}>
                  {t("remove")}
                </Button>
              )}
            </div>
          )
        )}
      </CardBody>
      {isRemoving && <RemoveAccountDialog vendor={vendor} onClose={() => setRemoving(false)} />}
    </Card>
  );
}

/** What the state means for the calls, in plain words. */
function AccountState({ vendor, status }: { vendor: Vendor; status: AccountStatus | undefined }) {
  const t = useTranslations("accounts");
  if (!status) return <p className="text-ink-muted">{t(`missing.${vendor}`)}</p>;
  const text = t(`explain.${vendor}.${status}`);
  if (status === "active") return <p>{text}</p>;
  return <Notice tone={status === "trial" ? "waiting" : "failed"}>{text}</Notice>;
}

function CheckButton({ vendor }: { vendor: Vendor }) {
  const t = useTranslations("accounts");
  const check = useCheckAccount(vendor);
  return (
    <Button busy={check.isPending} onClick={() => check.mutate()}>
      {t("check")}
    </Button>
  );
}
