"use client";

import { useQuery } from "@tanstack/react-query";
import { Bell, BellOff, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Route } from "next";
import Link from "next/link";
import { usePathname, useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { callQueries } from "@/components/calls/call-queries";
import { otherParty } from "@/components/calls/call-words";
import { useSession } from "@/components/frame/session-context";
import { isTyping } from "@/components/frame/use-shortcut";
import { RunningDuration } from "@/components/live/running-duration";
import { StatusBadge } from "@/components/ui/badge";
import { Button, buttonClasses } from "@/components/ui/button";
import { PhoneNumber } from "@/components/ui/phone-number";
import type { TransferView } from "@/lib/transfers/schema";
import { progressOf, toneOfTransfer } from "./transfer-steps";
import { useRingSound } from "./use-ring-sound";
import { useMyTransfers } from "./use-transfers";

const pathOf = (transferId: string) => `/transfers/${transferId}`;

/** Says on every page that the member's own telephone rings, and for whom. It takes neither focus nor keys from what they do. */
export function IncomingTransfer() {
  const path = usePathname();
  const mine = useMyTransfers();
  const [hidden, setHidden] = useState<readonly string[]>([]);
  useOpenOnAccept(mine, path);
  const shown = mine.find((transfer) => !isLookedAt(transfer, path) && !hidden.includes(transfer.id));
  return (
    <div aria-live="assertive">
      {shown && (
        <IncomingCard
          key={shown.id}
          transfer={shown}
          onHide={() => setHidden((before) => [...before, shown.id])}
        />
      )}
    </div>
  );
}

/** Once they are speaking, the page of the call says and offers as much. */
function isLookedAt(transfer: TransferView, path: string): boolean {
  if (path === pathOf(transfer.id)) return true;
  return progressOf(transfer).step === "connected" && path === `/calls/${transfer.callId}`;
}

/** Whoever presses 1 sees who is speaking, unless they are writing something; what was going on when the page was loaded moves nobody. */
function useOpenOnAccept(mine: readonly TransferView[], path: string): void {
  const router = useRouter();
  const rang = useRef(new Set<string>());
  useEffect(() => {
    for (const transfer of mine) {
      const { step } = progressOf(transfer);
      if (step !== "connected") rang.current.add(transfer.id);
      else if (rang.current.delete(transfer.id) && pathOf(transfer.id) !== path && isFree())
        router.push(`/transfers/${transfer.id}` as Route);
    }
  }, [mine, path, router]);
}

/** Of several tabs the one that is looked at; and never out of a sentence or a dialog. */
function isFree(): boolean {
  return (
    document.visibilityState === "visible" &&
    !isTyping(document.activeElement) &&
    document.querySelector('[role="dialog"]') === null
  );
}

function IncomingCard({ transfer, onHide }: { transfer: TransferView; onHide: () => void }) {
  const t = useTranslations("transfers.incoming");
  const { step, since } = progressOf(transfer);
  const isRinging = step !== "connected";
  const sound = useRingSound(isRinging);
  const Sound = sound.isOn ? Bell : BellOff;
  return (
    <aside
      data-testid="incoming-transfer"
      aria-label={t("title")}
      className="fixed z-30 grid gap-3 border border-accent bg-raised p-4 shadow-overlay max-md:inset-x-0 max-md:bottom-[calc(3.5rem+env(safe-area-inset-bottom))] max-md:rounded-t-lg max-md:border-x-0 md:right-6 md:bottom-24 md:w-96 md:rounded-lg"
    >
      <div className="flex items-center gap-2">
        <h2 className="text-lg font-semibold">{t(isRinging ? "title" : "speaking")}</h2>
        <StatusBadge tone={toneOfTransfer(transfer.status)} className="mr-auto">
          {/* Heard once, not every second. */}
          <span aria-live="off">
            <RunningDuration since={since} />
          </span>
        </StatusBadge>
        {isRinging && (
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={t("sound")}
            aria-pressed={sound.isOn}
            onClick={sound.toggle}
          >
            <Sound aria-hidden="true" />
          </Button>
        )}
        <Button variant="ghost" size="icon-sm" aria-label={t("hide")} onClick={onHide}>
          <X aria-hidden="true" />
        </Button>
      </div>
      <Caller transfer={transfer} />
      <Link
        href={`/transfers/${transfer.id}` as Route}
        className={buttonClasses({ variant: "primary", size: "lg", className: "w-full" })}
      >
        {t("open")}
      </Link>
    </aside>
  );
}

function Caller({ transfer }: { transfer: TransferView }) {
  const t = useTranslations("transfers.incoming");
  const { tenant } = useSession();
  const call = useQuery(callQueries.detail(tenant.id, transfer.callId)).data;
  const name = call?.contact?.name ?? call?.contactName;
  return (
    <div className="grid min-h-12 gap-0.5">
      <p className="flex flex-wrap items-baseline gap-x-2">
        {name && <span className="font-medium">{name}</span>}
        {call && (
          <PhoneNumber
            number={otherParty(call)}
            country={tenant.country}
            className={name ? "text-ink-muted" : "font-medium"}
          />
        )}
      </p>
      <p className="line-clamp-2 text-ink-muted">{transfer.reason || t("noReason")}</p>
    </div>
  );
}
