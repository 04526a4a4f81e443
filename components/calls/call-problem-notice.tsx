"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";
import { buttonClasses } from "@/components/ui/button";
import { Details } from "@/components/ui/details";
import { Notice } from "@/components/ui/notice";
import type { CallDetail } from "@/lib/calls/schema";
import { type CallProblem, problemOf } from "./call-words";

const PLACES = {
  no_agent: { href: "/numbers", label: "assign" },
  agent_inactive: { href: "/agents", label: "agents" },
  trial: { href: "/settings/accounts", label: "review" },
  account: { href: "/settings/accounts", label: "review" },
  quota: { href: "/settings/accounts", label: "review" },
} as const satisfies Partial<Record<CallProblem, { href: string; label: string }>>;

/** What went wrong, what it means for the person outside, and what to press. */
export function CallProblemNotice({ call }: { call: CallDetail }) {
  const t = useTranslations("calls.problems");
  const tCommon = useTranslations("common");
  const problem = problemOf(call);
  if (!problem) return null;
  const place = problem in PLACES ? PLACES[problem as keyof typeof PLACES] : undefined;
  const technical = [call.errorCode, call.errorMessage, call.streamEndReason].filter(Boolean).join("\n");
  return (
    <Notice tone="failed" title={t(`${problem}.title`)}>
      <div className="grid justify-items-start gap-2">
        <p>{t(`${problem}.body`)}</p>
        {place && (
          <Link href={place.href} className={buttonClasses({ size: "sm" })}>
            {t(place.label)}
          </Link>
        )}
        {technical && <Details label={tCommon("details")}>{technical}</Details>}
      </div>
    </Notice>
  );
}
