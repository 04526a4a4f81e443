"use client";

import {
  CircleCheck,
  CircleX,
  Ear,
  type LucideIcon,
  PhoneCall,
  PhoneForwarded,
  PhoneMissed,
  PhoneOff,
  PhoneOutgoing,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { usePlace } from "@/components/frame/place";
import { useSession } from "@/components/frame/session-context";
import { RunningDuration } from "@/components/live/running-duration";
import { cn } from "@/components/ui/class-names";
import { PhoneNumber } from "@/components/ui/phone-number";
import { formatDateTime, formatDuration, formatTimeWithSeconds } from "@/lib/format";
import type { AttemptView } from "@/lib/transfers/schema";
import type { AttemptStatus } from "@/lib/vocabulary";

/** A shape for each outcome, besides its word. */
const LOOKS: Record<AttemptStatus, { icon: LucideIcon; ink: string }> = {
  dialing: { icon: PhoneOutgoing, ink: "text-waiting" },
  ringing: { icon: PhoneCall, ink: "text-waiting" },
  answered: { icon: Ear, ink: "text-waiting" },
  accepted: { icon: PhoneForwarded, ink: "text-accent-ink" },
  connected: { icon: PhoneForwarded, ink: "text-accent-ink" },
  no_answer: { icon: PhoneMissed, ink: "text-ink-muted" },
  busy: { icon: PhoneOff, ink: "text-ink-muted" },
  declined: { icon: CircleX, ink: "text-ink-muted" },
  failed: { icon: CircleX, ink: "text-failed" },
  canceled: { icon: PhoneOff, ink: "text-ink-muted" },
  completed: { icon: CircleCheck, ink: "text-good" },
};

/** Every telephone that was rung, in order, and what came of it. Nothing where none was. */
export function TransferAttempts({ attempts }: { attempts: readonly AttemptView[] }) {
  const t = useTranslations("transfers");
  if (attempts.length === 0) return null;
  return (
    <ol aria-label={t("attempts")} className="grid gap-2">
      {attempts.map((attempt) => (
        <Attempt key={attempt.id} attempt={attempt} />
      ))}
    </ol>
  );
}

function Attempt({ attempt }: { attempt: AttemptView }) {
  const t = useTranslations("transfers");
  const place = usePlace();
  const { tenant } = useSession();
  const { icon: Icon, ink } = LOOKS[attempt.status];
  const { advisor, number, status, dialledAt, errorCode, errorMessage } = attempt;
  return (
    <li
      data-testid="transfer-attempt"
      data-status={status}
      className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-start gap-x-2.5"
    >
      <Icon aria-hidden="true" className={cn("mt-0.5 size-4", ink)} />
      <div className="grid gap-0.5">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-medium">
            {advisor?.name ?? <PhoneNumber number={number} country={tenant.country} />}
          </span>
          <span className="text-sm text-ink-muted">{t(`attempt.${status}`)}</span>
        </p>
        {errorCode && (
          <p className="text-sm wrap-break-word text-failed">
            {t("refused", { code: errorCode, said: errorMessage ?? "" })}
          </p>
        )}
      </div>
      <p className="grid justify-items-end text-sm text-ink-muted tabular-nums">
        <time dateTime={dialledAt.toISOString()} title={formatDateTime(dialledAt, place)}>
          {formatTimeWithSeconds(dialledAt, place)}
        </time>
        <AttemptClock attempt={attempt} />
      </p>
    </li>
  );
}

/** How long the telephone has rung, or rang until it was answered; once connected, how long they speak. */
function AttemptClock({ attempt }: { attempt: AttemptView }) {
  const t = useTranslations("transfers");
  const { dialledAt, connectedAt, endedAt } = attempt;
  const from = connectedAt ?? dialledAt;
  // An engaged line did not ring.
  if (endedAt && endedAt.getTime() - from.getTime() < 1000) return null;
  return (
    <span>
      <span className="sr-only">{t(connectedAt ? "timeSpoken" : "timeRung")} </span>
      {endedAt ? (
        formatDuration((endedAt.getTime() - from.getTime()) / 1000)
      ) : (
        <RunningDuration since={from} />
      )}
    </span>
  );
}
