"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useSession } from "@/components/frame/session-context";
import { cn } from "@/components/ui/class-names";
import { attentionQueries } from "./attention-queries";

/** How many calls need a person; nothing when none does. */
export function WaitingCallCount({ className }: { className?: string }) {
  const t = useTranslations("attention");
  const { data: calls = [] } = useQuery(attentionQueries.waiting(useSession().tenant.id));
  if (calls.length === 0) return null;
  return (
    <span
      data-testid="waiting-call-count"
      className={cn(
        "grid h-5 min-w-5 place-items-center rounded-full bg-failed px-1.5 text-xs font-medium text-on-failed tabular-nums",
        className,
      )}
    >
      <span aria-hidden="true">{calls.length}</span>
      <span className="sr-only">{t("count", { count: calls.length })}</span>
    </span>
  );
}
