"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useSession } from "@/components/frame/session-context";
import { CountBadge } from "@/components/ui/count-badge";
import { COUNTED, messageQueries } from "./message-queries";

/** How many people wait to be called back; nothing when nobody does. */
export function OpenMessageCount({ className }: { className?: string }) {
  const t = useTranslations("messages");
  const open = useQuery(messageQueries.open(useSession().tenant.id));
  if (!open.data || open.data.data.length === 0) return null;
  const { data, nextCursor } = open.data;
  return (
    <CountBadge
      data-testid="open-message-count"
      count={nextCursor ? `${COUNTED - 1}+` : data.length}
      label={t("openCount", { count: data.length })}
      className={className}
    />
  );
}
