"use client";

import { ExternalLink } from "lucide-react";
import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { buttonClasses } from "@/components/ui/button";
import type { OnboardingProblem, OnboardingProblemCode } from "@/lib/onboarding/schema";

/** The vendor's page where it is mended. */
const PLACES: Partial<Record<OnboardingProblemCode, string>> = {
  twilio_trial: "https://console.twilio.com/us1/billing/manage-billing/billing-overview",
  twilio_suspended: "https://console.twilio.com/us1/billing/manage-billing/billing-overview",
  twilio_balance_low: "https://console.twilio.com/us1/billing/manage-billing/billing-overview",
  elevenlabs_suspended: "https://elevenlabs.io/app/subscription",
  elevenlabs_free: "https://elevenlabs.io/app/subscription",
  elevenlabs_credit_low: "https://elevenlabs.io/app/subscription",
  elevenlabs_concurrency: "https://elevenlabs.io/app/subscription",
};

/** An account that fails is broken; the rest is still to be done, or good to know. */
function toneOf({ code, isBlocking }: OnboardingProblem): "failed" | "waiting" | "info" {
  if (isBlocking) return /^(twilio|elevenlabs)_/.test(code) ? "failed" : "waiting";
  return code.endsWith("_low") ? "waiting" : "info";
}

/** What is wrong, what it means for a call, and where to mend it. */
export function ProblemList({ problems }: { problems: readonly OnboardingProblem[] }) {
  const t = useTranslations("onboarding");
  if (problems.length === 0) return null;
  return (
    <ul className="grid gap-2">
      {problems.map((problem) => {
        const place = PLACES[problem.code];
        return (
          <li key={problem.code} data-testid="onboarding-problem" data-problem={problem.code}>
            <Notice
              tone={toneOf(problem)}
              action={
                place && (
                  <a href={place} target="_blank" rel="noreferrer" className={buttonClasses({ size: "sm" })}>
                    {t(problem.code.startsWith("twilio") ? "openTwilio" : "openElevenLabs")}
                    <ExternalLink aria-hidden="true" />
                  </a>
                )
              }
            >
              {t(`problems.${problem.code}`, problem.facts)}
            </Notice>
          </li>
        );
      })}
    </ul>
  );
}
