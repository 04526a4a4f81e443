"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { otherParty } from "@/components/calls/call-words";
import { DirectionIcon } from "@/components/calls/direction-icon";
import { useSession } from "@/components/frame/session-context";
import { TransferButton } from "@/components/transfers/transfer-button";
import { WaitingFor } from "@/components/transfers/waiting-for";
import { StatusBadge } from "@/components/ui/badge";
import { buttonClasses } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { PhoneButton } from "@/components/ui/phone-number";
import { HangUpButton } from "./hang-up-button";
import { LastSentence } from "./last-sentence";
import { useLiveCalls } from "./live-calls";
import { RunningDuration } from "./running-duration";

/** In sight on every page while a call runs: the one that has lasted longest, and how many more there are. Sticks to the foot from its own place below the page, so that it hides no end of it. */
export function LiveStrip() {
  const t = useTranslations("live");
  const { tenant } = useSession();
  const calls = useLiveCalls().data ?? [];
  const call = calls.toSorted((a, b) => a.startedAt.getTime() - b.startedAt.getTime())[0];
  // An advisor's own page has what can be done at the same place.
  const isAdvisorsPage = usePathname().startsWith("/transfers/");
  if (!call || isAdvisorsPage) return null;
  const who = otherParty(call);
  const name = call.contact?.name ?? call.contactName;
  return (
    <aside
      data-testid="live-strip"
      aria-label={t("strip")}
      className="sticky z-20 mx-2 mb-2 flex items-center gap-3 rounded-lg border border-accent/50 bg-raised p-2 pl-3 shadow-overlay max-md:bottom-[calc(4rem+env(safe-area-inset-bottom))] md:bottom-4 md:mx-8 md:mb-4"
    >
      <StatusBadge tone="live" className="max-md:hidden">
        {t("count", { count: calls.length })}
      </StatusBadge>
      <div className="min-w-0 flex-1">
        <div className="flex items-center gap-2 text-sm font-medium">
          <DirectionIcon direction={call.direction} />
          {name && <span className="truncate">{name}</span>}
          <PhoneButton
            number={who}
            country={tenant.country}
            className={cn("mx-0 px-1", name && "font-normal text-ink-muted max-md:hidden")}
          />
          <RunningDuration since={call.answeredAt ?? call.startedAt} />
          {calls.length > 1 && (
            <Link
              href="/"
              aria-label={t("others", { count: calls.length - 1 })}
              className="rounded-full bg-accent-soft px-1.5 text-accent-ink md:hidden"
            >
              +{calls.length - 1}
            </Link>
          )}
        </div>
        <p className="truncate text-sm">
          <LastSentence call={call} />
        </p>
      </div>
      <div className="flex max-w-72 min-w-0 max-md:hidden">
        <WaitingFor callId={call.id} />
      </div>
      <Link href={`/calls/${call.id}`} className={buttonClasses({ size: "sm" })}>
        {t("open")}
      </Link>
      <TransferButton call={call} who={who} compact />
      <HangUpButton callId={call.id} who={who} compact />
    </aside>
  );
}
