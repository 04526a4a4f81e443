"use client";

import { type DehydratedState, HydrationBoundary } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { AttentionWatch } from "@/components/attention/attention-watch";
import { DialHost } from "@/components/dial/dial-host";
import { useDial } from "@/components/dial/use-dial";
import { ImportWatch } from "@/components/imports/import-watch";
import { LiveFeed } from "@/components/live/live-feed";
import { LiveStrip } from "@/components/live/live-strip";
import { DrawnAt } from "@/components/live/use-now";
import { GuideBar } from "@/components/onboarding/guide-bar";
import { IncomingTransfer } from "@/components/transfers/incoming-transfer";
import { TransferHost } from "@/components/transfers/transfer-host";
import { cn } from "@/components/ui/class-names";
import { DialNumber } from "@/components/ui/phone-number";
import { TooltipProvider } from "@/components/ui/tooltip";
import type { SessionView } from "@/lib/tenants/schema";
import { QueryProvider } from "./query-provider";
import { Rail } from "./rail";
import { SessionProvider, useMay } from "./session-context";

type FrameProps = {
  session: SessionView;
  /** To the queries of the frame itself. */
  answers: DehydratedState;
  drawnAt: Date;
  railCollapsed: boolean;
  children: ReactNode;
};

/** Everything around a signed-in page; the key throws all of it away when the business changes. */
export function Frame({ session, answers, drawnAt, railCollapsed, children }: FrameProps) {
  return (
    <SessionProvider key={session.tenant.id} session={session}>
      <QueryProvider>
        <HydrationBoundary state={answers}>
          <DrawnAt value={drawnAt}>
            <TooltipProvider>
              <LiveFeed>
                <FrameBody railCollapsed={railCollapsed}>{children}</FrameBody>
              </LiveFeed>
            </TooltipProvider>
          </DrawnAt>
        </HydrationBoundary>
      </QueryProvider>
    </SessionProvider>
  );
}

function FrameBody({ railCollapsed, children }: Pick<FrameProps, "railCollapsed" | "children">) {
  const t = useTranslations("nav");
  const dial = useDial();
  const mayDial = useMay("operator");
  // The guided path has places of its own; those of the house would only lead away from it.
  const isGuided = usePathname().startsWith("/onboarding");
  return (
    <DialNumber value={mayDial ? dial : undefined}>
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {t("skip")}
      </a>
      <div
        className={cn(
          "grid min-h-dvh grid-rows-[auto_1fr]",
          isGuided
            ? "grid-cols-[minmax(0,1fr)]"
            : "grid-cols-[minmax(0,1fr)_auto] md:grid-cols-[auto_minmax(0,1fr)] md:grid-rows-1",
        )}
      >
        {isGuided ? <GuideBar /> : <Rail initiallyCollapsed={railCollapsed} />}
        <div
          className={cn(
            "flex w-full max-w-[1600px] flex-col",
            isGuided ? "mx-auto" : "max-md:col-span-2 max-md:pb-[calc(3.5rem+env(safe-area-inset-bottom))]",
          )}
        >
          <main id="content" tabIndex={-1} className="flex-1 px-4 pt-4 pb-8 outline-none md:px-8 md:pt-6">
            {children}
          </main>
          <LiveStrip />
        </div>
      </div>
      <DialHost />
      <TransferHost />
      <IncomingTransfer />
      <AttentionWatch />
      <ImportWatch />
    </DialNumber>
  );
}
