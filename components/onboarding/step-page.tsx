"use client";

import { useQuery } from "@tanstack/react-query";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMay, useSession } from "@/components/frame/session-context";
import { buttonClasses } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { ONBOARDING_STEPS, type OnboardingStep } from "@/lib/onboarding/schema";
import { AccountsStep } from "./accounts-step";
import { AgentStep } from "./agent-step";
import { BusinessStep } from "./business-step";
import { NumberStep } from "./number-step";
import { onboardingQueries } from "./onboarding-queries";
import { TestStep } from "./test-step";

const CONTENT = {
  business: BusinessStep,
  accounts: AccountsStep,
  agent: AgentStep,
  number: NumberStep,
  test: TestStep,
} satisfies Record<OnboardingStep, unknown>;

/** One step: what it is for, what it asks, and the ways on and back. */
export function StepPage({ step }: { step: OnboardingStep }) {
  const t = useTranslations("onboarding");
  const tCommon = useTranslations("common");
  const mayEdit = useMay("admin");
  const { tenant } = useSession();
  const steps = useQuery(onboardingQueries.state(tenant.id)).data?.steps;
  const now = steps?.find((other) => other.step === step);
  const Content = CONTENT[step];
  return (
    <section data-testid="onboarding-step" data-step={step} data-state={now?.state} className="grid gap-6">
      <header className="grid gap-1.5">
        <h1 className="text-2xl font-semibold tracking-tight">{t(`steps.${step}.title`)}</h1>
        <p className="max-w-2xl text-lg text-ink-muted">
          {t(`steps.${step}.lead`, { business: tenant.name })}
        </p>
      </header>
      {!mayEdit ? (
        <Notice tone="info">{tCommon("needsAdmin")}</Notice>
      ) : now?.state === "blocked" ? (
        <Blocked step={step} />
      ) : (
        now && <Content problems={now.problems} isDone={now.state === "done"} />
      )}
    </section>
  );
}

/** What comes first, with the way there. */
function Blocked({ step }: { step: OnboardingStep }) {
  const t = useTranslations("onboarding");
  const { tenant } = useSession();
  const steps = useQuery(onboardingQueries.state(tenant.id)).data?.steps ?? [];
  const before = ONBOARDING_STEPS.slice(0, ONBOARDING_STEPS.indexOf(step));
  const open = steps.find(
    (other) => before.includes(other.step) && other.state === "open" && other.step !== "business",
  );
  const first = open?.step ?? "accounts";
  return (
    <Notice
      tone="waiting"
      title={t(`blocked.${step === "agent" ? "agent" : step === "number" ? "number" : "test"}`)}
      action={
        <Link href={`/onboarding/${first}` as Route} className={buttonClasses({ size: "sm" })}>
          {t("goTo", { step: t(`steps.${first}.short`) })}
        </Link>
      }
    />
  );
}
