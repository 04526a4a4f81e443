"use client";

import { CircleCheck, CircleX } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ReactNode } from "react";
import { usePlace } from "@/components/frame/place";
import { useSession } from "@/components/frame/session-context";
import { PhoneButton } from "@/components/ui/phone-number";
import type { CallDetail } from "@/lib/calls/schema";
import { isFinal } from "@/lib/calls/status";
import { formatDateTime, formatTimeWithSeconds } from "@/lib/format";
import { CallCosts } from "./call-costs";
import { CallDuration } from "./call-duration";
import { ownLine } from "./call-words";

export function CallFacts({ call }: { call: CallDetail }) {
  const t = useTranslations("calls.detail");
  const tOutcome = useTranslations("calls.outcome");
  const tAnsweredBy = useTranslations("calls.answeredBy");
  const tPurpose = useTranslations("calls.purpose");
  const place = usePlace();
  const { tenant } = useSession();
  return (
    <dl aria-label={t("facts")} className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
      <Fact name={t("started")}>{formatDateTime(call.startedAt, place)}</Fact>
      {call.answeredAt && <Fact name={t("answered")}>{formatTimeWithSeconds(call.answeredAt, place)}</Fact>}
      {call.answeredBy && <Fact name={t("answeredBy")}>{tAnsweredBy(call.answeredBy)}</Fact>}
      {call.endedAt && <Fact name={t("ended")}>{formatTimeWithSeconds(call.endedAt, place)}</Fact>}
      <Fact name={t("duration")}>
        <CallDuration call={call} />
      </Fact>
      <Fact name={t("agent")}>
        {call.agent ? (
          <Link href={`/agents/${call.agent.id}`} className="underline underline-offset-2">
            {call.agent.name}
          </Link>
        ) : (
          t("noAgent")
        )}
      </Fact>
      <Fact name={t("line")}>
        <PhoneButton number={ownLine(call)} country={tenant.country} />
      </Fact>
      {call.purpose && <Fact name={t("purpose")}>{tPurpose(call.purpose)}</Fact>}
      {call.outcome && (
        <Fact name={t("outcome")}>
          <span className="inline-flex flex-wrap items-center gap-x-2">
            {tOutcome(call.outcome)}
            <Goal successful={call.successful} />
          </span>
        </Fact>
      )}
      {isFinal(call.status) && (
        <Fact name={t("cost")}>
          <CallCosts callId={call.id} />
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-muted">{name}</dt>
      <dd className="min-w-0 tabular-nums">{children}</dd>
    </>
  );
}

function Goal({ successful }: { successful: boolean | null }) {
  const t = useTranslations("calls.detail");
  if (successful === null) return null;
  const Icon = successful ? CircleCheck : CircleX;
  return (
    <span className={`inline-flex items-center gap-1 text-sm ${successful ? "text-good" : "text-failed"}`}>
      <Icon aria-hidden="true" className="size-4" />
      {t(successful ? "successful" : "unsuccessful")}
    </span>
  );
}
