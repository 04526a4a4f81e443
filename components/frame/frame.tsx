"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LiveFeed } from "@/components/live/live-feed";
import { LiveStrip } from "@/components/live/live-strip";
import { TooltipProvider } from "@/components/ui/tooltip";
import type { SessionView } from "@/lib/tenants/schema";
import { QueryProvider } from "./query-provider";
import { Rail } from "./rail";
import { SessionProvider } from "./session-context";

type FrameProps = { session: SessionView; railCollapsed: boolean; children: ReactNode };

/** Everything around a signed-in page; the key throws all of it away when the business changes. */
export function Frame({ session, railCollapsed, children }: FrameProps) {
  const t = useTranslations("nav");
  return (
    <SessionProvider key={session.tenant.id} session={session}>
      <QueryProvider>
        <TooltipProvider>
          <LiveFeed>
            <a
              href="#content"
              className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
            >
              {t("skip")}
            </a>
            <div className="grid min-h-dvh grid-cols-[minmax(0,1fr)_auto] grid-rows-[auto_1fr] md:grid-cols-[auto_minmax(0,1fr)] md:grid-rows-1">
              <Rail initiallyCollapsed={railCollapsed} />
              {/* The room at the foot is always kept for the strip of live calls, so nothing moves when one begins. */}
              <main
                id="content"
                tabIndex={-1}
                className="w-full max-w-[1600px] px-4 pt-4 pb-40 outline-none max-md:col-span-2 md:px-8 md:pt-6 md:pb-24"
              >
                {children}
              </main>
            </div>
            <LiveStrip />
          </LiveFeed>
        </TooltipProvider>
      </QueryProvider>
    </SessionProvider>
  );
}
