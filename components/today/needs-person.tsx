"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { AttentionBadge } from "@/components/attention/attention-badge";
import { attentionQueries } from "@/components/attention/attention-queries";
import { FinishButton } from "@/components/attention/finish-button";
import { useLeaving } from "@/components/frame/use-finish";
import { otherParty } from "@/components/calls/call-words";
import { Instant } from "@/components/calls/instant";
import { LoadError } from "@/components/frame/load-error";
import { useSession } from "@/components/frame/session-context";
import { buttonClasses } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { PhoneButton } from "@/components/ui/phone-number";
import type { WaitingCallView } from "@/lib/safety/schema";

/** Calls in which somebody spoke of an emergency, or asked what no agent may answer. Nothing at all when nobody did. */
export function NeedsPerson() {
  const t = useTranslations("attention");
  const { tenant } = useSession();
  const waiting = useQuery(attentionQueries.waiting(tenant.id));
  const leaving = useLeaving("attention");
  const calls = (waiting.data ?? []).filter(({ id }) => !leaving.includes(id));
  if (waiting.isError) return <LoadError error={waiting.error} onRetry={() => void waiting.refetch()} />;
  if (calls.length === 0) return null;
  return (
    <section aria-labelledby="needs-person-heading" className="grid gap-3">
      <h2 id="needs-person-heading" className="text-lg font-semibold">
        {t("heading")}
      </h2>
      <ul data-testid="needs-person" className="grid gap-3">
        {calls.map((call) => (
          <WaitingCall key={call.id} call={call} />
        ))}
      </ul>
    </section>
  );
}

function WaitingCall({ call }: { call: WaitingCallView }) {
  const t = useTranslations("attention");
  const { tenant } = useSession();
  const who = otherParty(call);
  const name = call.contact?.name ?? call.contactName;
  return (
    <li
      data-call-id={call.id}
      className={cn(
        "flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border bg-surface px-4 py-3",
        call.attentionReason === "medical_emergency" ? "border-failed" : "border-waiting/50",
      )}
    >
      <div className="grid min-w-0 flex-1 basis-60 gap-1">
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1 font-medium">
          <AttentionBadge reason={call.attentionReason} />
          {name && <span>{name}</span>}
          <PhoneButton
            number={who}
            country={tenant.country}
            className={name ? "font-normal text-ink-muted" : ""}
          />
          <span className="text-sm font-normal text-ink-muted">
            <Instant at={call.attentionAt} />
          </span>
        </div>
        <p className="break-words">{t("said", { words: call.words })}</p>
        <p className="text-sm text-ink-muted">{t(`what.${call.attentionReason}`)}</p>
      </div>
      <div className="flex gap-2">
        <Link href={`/calls/${call.id}`} className={buttonClasses({ size: "sm" })}>
          {t("open")}
        </Link>
        <FinishButton callId={call.id} label={t("markDoneOf", { who: name ?? who })} />
      </div>
    </li>
  );
}
