"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useLeaving } from "@/components/frame/use-finish";
import { useSession } from "@/components/frame/session-context";
import { useNow } from "@/components/live/use-now";
import { MessageCard } from "@/components/messages/message-card";
import { messageQueries } from "@/components/messages/message-queries";
import { formatDay } from "@/lib/format";
import { overdueFirst } from "./overdue-first";

const SHOWN = 4;
const REDRAWN_EVERY_MS = 30_000;
const linkClasses = "text-accent-ink underline underline-offset-2";

/** The most pressing of those who wait to be called back, the overdue ones first; nothing while nobody does. */
export function OpenMessages() {
  const t = useTranslations("today.messages");
  const { tenant } = useSession();
  const now = useNow(REDRAWN_EVERY_MS);
  const open = useQuery(messageQueries.open(tenant.id));
  const leaving = useLeaving("messages");
  const messages = (open.data?.data ?? []).filter(({ id }) => !leaving.includes(id));
  if (messages.length === 0) return null;
  const today = now && formatDay(now, tenant.timeZone);
  const missed = messages.filter(
    ({ kind, takenAt }) => kind === "missed_call" && formatDay(takenAt, tenant.timeZone) === today,
  );
  return (
    <section aria-labelledby="messages-heading" data-testid="open-messages" className="grid gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 id="messages-heading" className="text-lg font-semibold">
          {t("heading")}
        </h2>
        <p className="flex flex-wrap gap-x-4">
          {missed.length > 0 && (
            <Link href="/messages?kind=missed_call" className={linkClasses}>
              {t("missedToday", { count: missed.length })}
            </Link>
          )}
          <Link href="/messages" className={linkClasses}>
            {t("all")}
          </Link>
        </p>
      </div>
      <ul className="grid gap-2">
        {overdueFirst(messages, now)
          .slice(0, SHOWN)
          .map((message) => (
            <MessageCard key={message.id} message={message} />
          ))}
      </ul>
    </section>
  );
}
