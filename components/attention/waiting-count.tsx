"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useSession } from "@/components/frame/session-context";
import { CountBadge } from "@/components/ui/count-badge";
import { attentionQueries } from "./attention-queries";

/** How many calls need a person; nothing when none does. */
export function WaitingCallCount({ className }: { className?: string }) {
  const t = useTranslations("attention");
  const { data: calls = [] } = useQuery(attentionQueries.waiting(useSession().tenant.id));
  if (calls.length === 0) return null;
  return (
    <CountBadge
      data-testid="waiting-call-count"
      tone="failed"
      count={calls.length}
      label={t("count", { count: calls.length })}
      className={className}
    />
  );
}
