"use client";

import { ExternalLink } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { AccountForm } from "@/components/settings/account-form";
import { useCheckAccount } from "@/components/settings/use-check-account";
import { StatusBadge, type Tone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { AccountView } from "@/lib/accounts/schema";
import type { OnboardingProblem } from "@/lib/onboarding/schema";
import type { AccountStatus, RequiredVendor } from "@/lib/vocabulary";
import { ProblemList } from "./problem-list";

const TONES: Record<AccountStatus, Tone> = {
  active: "good",
  trial: "waiting",
  suspended: "failed",
  invalid: "failed",
};

/** Where the vendor shows what is asked for, and where an account is opened. */
const PAGES: Record<RequiredVendor, { keys: string; signUp: string }> = {
  twilio: { keys: "https://console.twilio.com", signUp: "https://www.twilio.com/try-twilio" },
  elevenlabs: {
    keys: "https://elevenlabs.io/app/developers/api-keys",
    signUp: "https://elevenlabs.io/app/sign-up",
  },
};

type VendorPanelProps = {
  vendor: RequiredVendor;
  account: AccountView | undefined;
  problems: readonly OnboardingProblem[];
};

/** One vendor: what it is for, where its keys are, whether it works, what to do when it does not. */
export function VendorPanel({ vendor, account, problems }: VendorPanelProps) {
  const t = useTranslations("accounts");
  const tGuide = useTranslations("onboarding.vendor");
  const [isEditing, setEditing] = useState(!account);
  const titleId = `account-${vendor}`;
  // A vendor that was never asked has no fault yet.
  const found = problems.filter(({ code }) => !code.endsWith("_missing"));
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
        {account && !isEditing ? (
          <>
            {account.status === "active" && found.length === 0 && <p>{t(`explain.${vendor}.active`)}</p>}
            <ProblemList problems={found} />
            {vendor === "twilio" && account.status === "active" && (
              <p className="text-sm text-ink-muted">{tGuide("twilioAtOnce")}</p>
            )}
            <PanelActions vendor={vendor} onEdit={() => setEditing(true)} />
          </>
        ) : isEditing ? (
          <>
            <Instructions vendor={vendor} />
            <AccountForm vendor={vendor} onClose={() => setEditing(false)} />
          </>
        ) : (
          <div>
            <Button variant="primary" onClick={() => setEditing(true)}>
              {t("connect")}
            </Button>
          </div>
        )}
      </CardBody>
    </Card>
  );
}

function Instructions({ vendor }: { vendor: RequiredVendor }) {
  const t = useTranslations("onboarding.vendor");
  const link = (href: string) => (text: React.ReactNode) => (
    <a href={href} target="_blank" rel="noreferrer" className="text-accent-ink underline underline-offset-2">
      {text}
      <ExternalLink aria-hidden="true" className="ml-1 inline size-3.5" />
    </a>
  );
  const pages = PAGES[vendor];
  return (
    <ol className="grid list-decimal gap-1 pl-5 text-ink-muted">
      <li>{t.rich(`${vendor}.open`, { a: link(pages.keys), b: link(pages.signUp) })}</li>
      <li>{t(`${vendor}.copy`)}</li>
      <li>{t(`${vendor}.paste`)}</li>
    </ol>
  );
}

function PanelActions({ vendor, onEdit }: { vendor: RequiredVendor; onEdit: () => void }) {
  const t = useTranslations("accounts");
  const check = useCheckAccount(vendor);
  return (
    <div className="flex flex-wrap gap-2">
      <Button size="sm" busy={check.isPending} onClick={() => check.mutate()}>
        {t("check")}
      </Button>
      <Button size="sm" variant="ghost" onClick={onEdit}>
        {t("replace")}
      </Button>
    </div>
  );
}
