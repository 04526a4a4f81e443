"use client";

import { useTranslations } from "next-intl";
import { CallStatusBadge } from "@/components/calls/call-status-badge";
import { otherParty } from "@/components/calls/call-words";
import { useSession } from "@/components/frame/session-context";
import { LastSentence } from "@/components/live/last-sentence";
import { useLiveCalls } from "@/components/live/live-calls";
import { RunningDuration } from "@/components/live/running-duration";
import { Notice } from "@/components/ui/notice";
import { PhoneNumber } from "@/components/ui/phone-number";

/** Watches for the call and says when the line has proved itself. */
export function TestWatch({ isDone }: { isDone: boolean }) {
  const t = useTranslations("onboarding.test");
  const { tenant } = useSession();
  const call = useLiveCalls().data?.[0];
  return (
    <div data-testid="test-watch" data-works={isDone} aria-live="polite" className="grid gap-3">
      {isDone && (
        <Notice tone="good" title={t("worksTitle")}>
          {t("worksBody")}
        </Notice>
      )}
      {call ? (
        <div className="grid gap-1 rounded-lg border border-accent/50 bg-surface px-4 py-3">
          <p className="flex flex-wrap items-center gap-x-2.5 font-medium">
            <PhoneNumber number={otherParty(call)} country={tenant.country} />
            <CallStatusBadge status={call.status} />
            <RunningDuration since={call.answeredAt ?? call.startedAt} />
          </p>
          <p className="truncate text-sm">
            <LastSentence call={call} />
          </p>
        </div>
      ) : (
        !isDone && (
          <p className="flex min-h-16 items-center gap-3 rounded-lg border border-dashed px-4 py-3 text-ink-muted">
            <span aria-hidden="true" className="size-2 animate-live rounded-full bg-accent" />
            {t("waiting")}
          </p>
        )
      )}
    </div>
  );
}
