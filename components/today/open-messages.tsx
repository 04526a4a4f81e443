"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useSession } from "@/components/frame/session-context";
import { MessageCard } from "@/components/messages/message-card";
import { messageQueries } from "@/components/messages/message-queries";
import { useLeaving } from "@/components/frame/use-finish";

const SHOWN = 3;

/** The most pressing of those who wait to be called back; nothing while nobody does. */
export function OpenMessages() {
  const t = useTranslations("today.messages");
  const open = useQuery(messageQueries.open(useSession().tenant.id));
  const leaving = useLeaving("messages");
  const messages = (open.data?.data ?? []).filter(({ id }) => !leaving.includes(id));
  if (messages.length === 0) return null;
  return (
    <section aria-labelledby="messages-heading" data-testid="open-messages" className="grid gap-3">
      <div className="flex items-baseline justify-between">
        <h2 id="messages-heading" className="text-lg font-semibold">
          {t("heading")}
        </h2>
        <Link href="/messages" className="text-accent-ink underline underline-offset-2">
          {t("all")}
        </Link>
      </div>
      <ul className="grid gap-2">
        {messages.slice(0, SHOWN).map((message) => (
          <MessageCard key={message.id} message={message} />
        ))}
      </ul>
    </section>
  );
}
