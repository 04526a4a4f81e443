"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleDashed } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMay, useSession } from "@/components/frame/session-context";
import { Button, buttonClasses } from "@/components/ui/button";
import { onboardingQueries } from "./onboarding-queries";
import { useFinishOnboarding } from "./use-finish-onboarding";

/** What stands now, what was left out, and the way to work. */
export function GuideEnd() {
  const t = useTranslations("onboarding");
  const { tenant } = useSession();
  const mayEdit = useMay("admin");
  const state = useQuery(onboardingQueries.state(tenant.id)).data;
  const finish = useFinishOnboarding();
  if (!state) return null;
  const isComplete = state.next === null;
  const mayFinish = mayEdit && state.finishedAt === null;
  return (
    <section data-testid="onboarding-step" data-step="done" className="grid gap-6">
      <header className="grid gap-1.5">
        <h1 className="text-2xl font-semibold tracking-tight">
          {t(isComplete ? "end.title" : "end.titleOpen")}
        </h1>
        <p className="max-w-2xl text-lg text-ink-muted">
          {t(isComplete ? "end.lead" : "end.leadOpen", { business: tenant.name })}
        </p>
      </header>
      <ul className="grid gap-2">
        {state.steps.map(({ step, state: stepState }) => (
          <li key={step} className="flex items-center gap-3 rounded-lg border bg-surface px-4 py-3">
            {stepState === "done" ? (
              <CircleCheck aria-hidden="true" className="size-5 shrink-0 text-good" />
            ) : (
              <CircleDashed aria-hidden="true" className="size-5 shrink-0 text-waiting" />
            )}
            <span className="flex-1">
              {t(`steps.${step}.short`)}
              <span className="sr-only"> {t(`state.${stepState}`)}</span>
            </span>
            {stepState !== "done" && (
              <Link href={`/onboarding/${step}` as Route} className={buttonClasses({ size: "sm" })}>
                {t("end.complete")}
              </Link>
            )}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        {mayFinish && isComplete ? (
          <Button variant="primary" size="lg" busy={finish.isPending} onClick={() => finish.mutate()}>
            {t("end.finish")}
          </Button>
        ) : (
          <Link href="/" className={buttonClasses({ variant: "primary", size: "lg" })}>
            {t("end.toToday")}
          </Link>
        )}
        {mayFinish && !isComplete && (
          <Button variant="ghost" size="lg" busy={finish.isPending} onClick={() => finish.mutate()}>
            {t("skip")}
          </Button>
        )}
      </div>
    </section>
  );
}
