"use client";

import { WifiOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/class-names";
import { useSettled } from "@/components/frame/use-settled";
import { useFeedPhase } from "./live-feed";

// Most gaps close at once and are nobody's business.
const QUIET_MS = 2000;

export function FeedState({ collapsed }: { collapsed: boolean }) {
  const t = useTranslations("live");
  const lost = useFeedPhase() === "lost";
  const lostForLong = useSettled(lost, QUIET_MS) && lost;
  return (
    <output
      aria-live="polite"
      className="max-md:fixed max-md:top-14 max-md:right-2 max-md:z-20 md:px-2 md:py-1"
    >
      {lostForLong && (
        <span
          title={t("reconnectingHelp")}
          className="flex items-center gap-2 rounded-md bg-waiting-soft px-2.5 py-1 text-sm text-waiting"
        >
          <WifiOff aria-hidden="true" className="size-4 shrink-0" />
          <span className={cn(collapsed && "md:sr-only")}>{t("reconnecting")}</span>
        </span>
      )}
    </output>
  );
}
