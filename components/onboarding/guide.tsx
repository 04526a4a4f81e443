"use client";

import { useQuery } from "@tanstack/react-query";
import { Check, Lock } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LoadError } from "@/components/frame/load-error";
import { useMay, useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import type { OnboardingView } from "@/lib/onboarding/schema";
import { onboardingQueries } from "./onboarding-queries";
import { useFinishOnboarding } from "./use-finish-onboarding";

type Step = OnboardingView["steps"][number];

/** The steps beside the page on a wide screen, a bar above it on a telephone. */
export function Guide({ children }: { children: ReactNode }) {
  const state = useQuery(onboardingQueries.state(useSession().tenant.id));
  if (state.isError && !state.data) {
    return <LoadError error={state.error} onRetry={() => void state.refetch()} />;
  }
  return (
    <div className="mx-auto grid w-full max-w-5xl gap-x-12 gap-y-6 md:grid-cols-[15rem_minmax(0,1fr)] md:pt-6">
      {state.data ? (
        <GuideSteps steps={state.data.steps} />
      ) : (
        <Loading>
          <Skeleton className="h-64 w-full" />
        </Loading>
      )}
      <div className="min-w-0">{children}</div>
    </div>
  );
}

function GuideSteps({ steps }: { steps: readonly Step[] }) {
  const t = useTranslations("onboarding");
  const path = usePathname();
  const current = steps.findIndex(({ step }) => path === `/onboarding/${step}`);
  const done = steps.filter(({ state }) => state === "done").length;
  return (
    <nav aria-label={t("label")} className="grid content-start gap-3 md:sticky md:top-20 md:self-start">
      <div className="grid gap-1.5">
        <p className="text-sm text-ink-muted">
          {current < 0
            ? t("doneOf", { done, count: steps.length })
            : t("stepOf", { number: current + 1, count: steps.length })}
        </p>
        <div aria-hidden="true" className="h-1.5 overflow-hidden rounded-full bg-line">
          <div
            className="h-full rounded-full bg-accent transition-[width] duration-180"
            style={{ width: `${(done / steps.length) * 100}%` }}
          />
        </div>
      </div>
      <ol className="flex gap-1 max-md:-mx-1 md:grid">
        {steps.map((step, index) => (
          <StepLink key={step.step} step={step} number={index + 1} isCurrent={index === current} />
        ))}
      </ol>
      <SkipButton />
    </nav>
  );
}

function StepLink({ step, number, isCurrent }: { step: Step; number: number; isCurrent: boolean }) {
  const t = useTranslations("onboarding");
  const name = t(`steps.${step.step}.short`);
  return (
    <li className="max-md:flex-1">
      <Link
        href={`/onboarding/${step.step}` as Route}
        aria-current={isCurrent ? "step" : undefined}
        className={cn(
          "flex items-center gap-3 rounded-md py-2 max-md:flex-col max-md:gap-1 max-md:py-1 md:px-2.5",
          isCurrent
            ? "font-medium text-ink md:bg-accent-soft"
            : "text-ink-muted hover:bg-hover hover:text-ink",
        )}
      >
        <span
          aria-hidden="true"
          className={cn(
            "grid size-6 shrink-0 place-items-center rounded-full border text-xs tabular-nums",
            isCurrent && "border-accent text-accent-ink",
            step.state === "done" && "border-transparent bg-good-soft text-good",
          )}
        >
          {step.state === "done" ? (
            <Check className="size-3.5" />
          ) : step.state === "blocked" ? (
            <Lock className="size-3" />
          ) : (
            number
          )}
        </span>
        <span className="max-md:text-center max-md:text-xs">{name}</span>
        <span className="sr-only">{t(`state.${step.state}`)}</span>
      </Link>
    </li>
  );
}

function SkipButton() {
  const t = useTranslations("onboarding");
  const mayEdit = useMay("admin");
  const { onboardedAt } = useSession().tenant;
  const finish = useFinishOnboarding();
  if (!mayEdit || onboardedAt !== null) return null;
  return (
    <div className="max-md:hidden">
      <Button variant="ghost" size="sm" busy={finish.isPending} onClick={() => finish.mutate()}>
        {t("skip")}
      </Button>
    </div>
  );
}
