"use client";

import { ArrowLeft, ArrowRight } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { buttonClasses } from "@/components/ui/button";
import { ONBOARDING_STEPS, type OnboardingStep } from "@/lib/onboarding/schema";

export function stepAfter(step: OnboardingStep): Route {
  const next = ONBOARDING_STEPS[ONBOARDING_STEPS.indexOf(step) + 1];
  return `/onboarding/${next ?? "done"}` as Route;
}

type StepFootProps = {
  step: OnboardingStep;
  isDone: boolean;
  /** The step's own way on, where going on is a deed. */
  action?: ReactNode;
};

/** Back, and on: as the thing to do once the step is done, as a way around it before. */
export function StepFoot({ step, isDone, action }: StepFootProps) {
  const t = useTranslations("onboarding");
  const before = ONBOARDING_STEPS[ONBOARDING_STEPS.indexOf(step) - 1];
  return (
    <div className="flex flex-wrap items-center gap-2 border-t pt-4">
      {before && (
        <Link href={`/onboarding/${before}` as Route} className={buttonClasses({ variant: "ghost" })}>
          <ArrowLeft aria-hidden="true" />
          {t("back")}
        </Link>
      )}
      <span className="flex-1" />
      {isDone && !action ? (
        <Link href={stepAfter(step)} className={buttonClasses({ variant: "primary", size: "lg" })}>
          {t("next")}
          <ArrowRight aria-hidden="true" />
        </Link>
      ) : (
        <>
          <Link href={stepAfter(step)} className={buttonClasses({ variant: "ghost" })}>
            {t("without")}
          </Link>
          {action}
        </>
      )}
    </div>
  );
}
