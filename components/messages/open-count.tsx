"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useSession } from "@/components/frame/session-context";
import { cn } from "@/components/ui/class-names";
import { COUNTED, messageQueries } from "./message-queries";

/** How many people wait to be called back; nothing when nobody does. */
export function OpenMessageCount({ className }: { className?: string }) {
  const t = useTranslations("messages");
  const open = useQuery(messageQueries.open(useSession().tenant.id));
  if (!open.data || open.data.data.length === 0) return null;
  const { data, nextCursor } = open.data;
  return (
    <span
      data-testid="open-message-count"
      className={cn(
        "grid h-5 min-w-5 place-items-center rounded-full bg-accent px-1.5 text-xs font-medium text-on-accent tabular-nums",
        className,
      )}
    >
      <span aria-hidden="true">{nextCursor ? `${COUNTED - 1}+` : data.length}</span>
      <span className="sr-only">{t("openCount", { count: data.length })}</span>
    </span>
  );
}
