"use client";

import { useQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { agentQueries } from "@/components/agents/agent-queries";
import { useMay, useSession } from "@/components/frame/session-context";
import { numberQueries } from "@/components/numbers/number-queries";
import { accountQueries } from "@/components/settings/account-queries";
import { buttonClasses } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { PhoneNumber } from "@/components/ui/phone-number";
import type { OnboardingStep } from "@/lib/onboarding/schema";
import { listSetupSteps, type SetupStep } from "./setup-steps";

const VENDOR_NAMES = { twilio: "Twilio", elevenlabs: "ElevenLabs" };
const FAULT_KEYS = {
  invalid: "accountInvalid",
  suspended: "accountSuspended",
  trial: "accountTrial",
} as const;

/** What is not set up yet, each with one action; nothing at all when the line works. */
export function SetupCard() {
  const t = useTranslations("today.setup");
  const mayMend = useMay("admin");
  const isGuided = useSession().tenant.onboardedAt === null;
  const steps = useSetupSteps();
  if (steps.length === 0) return null;
  return (
    <Card aria-labelledby="setup-heading" className="border-waiting/50">
      <CardHeader
        title={t("heading")}
        titleId="setup-heading"
        {...(mayMend ? {} : { description: t("askAdmin") })}
        actions={
          mayMend &&
          isGuided && (
            <Link href="/onboarding" className={buttonClasses({ variant: "primary", size: "sm" })}>
              {t("guide")}
            </Link>
          )
        }
      />
      <CardBody>
        <ul className="grid gap-3">
          {steps.map((step) => (
            <Step key={JSON.stringify(step)} step={step} mayMend={mayMend} />
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}

function useSetupSteps(): SetupStep[] {
  const { tenant } = useSession();
  const accounts = useQuery(accountQueries.list(tenant.id));
  const agents = useQuery(agentQueries.list(tenant.id));
  const numbers = useQuery(numberQueries.list(tenant.id));
  // Half an answer would send someone to mend what is in order.
  if (!accounts.data || !agents.data || !numbers.data) return [];
  return listSetupSteps({ accounts: accounts.data, agents: agents.data, numbers: numbers.data });
}

function Step({ step, mayMend }: { step: SetupStep; mayMend: boolean }) {
  const { text, href, action } = useStepWords(step);
  return (
    <li className="flex items-start gap-2.5">
      <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-waiting" />
      <div className="grid justify-items-start gap-1.5">
        <p>{text}</p>
        {mayMend && (
          <Link href={href} className={buttonClasses({ size: "sm" })}>
            {action}
          </Link>
        )}
      </div>
    </li>
  );
}

/** While the guided path is open, what it asks for is done there. */
function useStepPlaces(): Record<"accounts" | "agent" | "numbers", Route> {
  if (useSession().tenant.onboardedAt !== null)
    return { accounts: "/settings/accounts", agent: "/agents/new", numbers: "/numbers" };
  const placeOf = (step: OnboardingStep) => `/onboarding/${step}` as Route;
  return { accounts: placeOf("accounts"), agent: placeOf("agent"), numbers: placeOf("number") };
}

function useStepWords(step: SetupStep): { text: ReactNode; href: Route; action: string } {
  const t = useTranslations("today.setup");
  const { tenant } = useSession();
  const places = useStepPlaces();
  switch (step.type) {
    case "connect":
      return { text: t(step.vendor), href: places.accounts, action: t("connect") };
    case "account":
      return {
        text: t(FAULT_KEYS[step.fault], { vendor: VENDOR_NAMES[step.vendor] }),
        href: places.accounts,
        action: t("review"),
      };
    case "agent":
      return { text: t("agent"), href: places.agent, action: t("createAgent") };
    case "numbers":
      return { text: t("numbers"), href: places.numbers, action: t("sync") };
    case "unassigned":
      return {
        text: t.rich("unassigned", {
          count: step.numbers.length,
          number: () => <PhoneNumber number={step.numbers[0] ?? ""} country={tenant.country} />,
        }),
        href: places.numbers,
        action: t("assign"),
      };
  }
}
