"use client";

import { useQuery } from "@tanstack/react-query";
import type { Route } from "next";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { advisorQueries } from "@/components/advisors/advisor-queries";
import { Instant } from "@/components/calls/instant";
import { useSession } from "@/components/frame/session-context";
import { StatusBadge } from "@/components/ui/badge";
import { buttonClasses } from "@/components/ui/button";
import { PhoneButton } from "@/components/ui/phone-number";
import type { MessageView } from "@/lib/messages/schema";
import { FinishMessageButton } from "./finish-message-button";
import { MessageDue } from "./message-due";
import { MessageKindLabel } from "./message-kind";
import { MessageWho } from "./message-who";
import { gistOf } from "./message-words";

/** Whom to call back, where, by when and what about; and the one press that says it is done. */
export function MessageCard({ message }: { message: MessageView }) {
  const t = useTranslations("messages");
  const { tenant } = useSession();
  const { id, number, kind, isUrgent, takenAt, dueAt, doneAt, startedBy, transcriptState } = message;
  return (
    <li
      data-testid="message"
      data-message-id={id}
      className="flex flex-wrap items-start gap-x-4 gap-y-3 rounded-lg border bg-surface px-4 py-3"
    >
      <div className="grid min-w-0 flex-1 basis-72 gap-1.5">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <MessageWho message={message} />
          {number ? (
            <PhoneButton number={number} country={tenant.country} />
          ) : (
            <span className="text-ink-muted">{t("noNumber")}</span>
          )}
        </div>
        <p className="line-clamp-3 max-w-prose wrap-anywhere whitespace-pre-line">
          {gistOf(message) ?? (transcriptState && t(`transcript.${transcriptState}`))}
        </p>
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-muted">
          <MessageKindLabel kind={kind} />
          <Instant at={takenAt} />
          <Whose advisor={message.advisor} />
          {startedBy && <span>{t("startedBy", { name: startedBy })}</span>}
        </p>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-2 max-sm:w-full sm:grid sm:justify-items-end">
        <MessageDue dueAt={dueAt} isUrgent={isUrgent} />
        <div className="flex items-center gap-2">
          <Link
            href={`/messages/${id}` as Route}
            className={buttonClasses({ size: "sm", variant: "ghost" })}
            prefetch={false}
          >
            {t("open")}
          </Link>
          <FinishMessageButton messageId={id} isDone={doneAt !== null} />
        </div>
      </div>
    </li>
  );
}

/** Those whose telephone it is are told apart from the rest. */
function Whose({ advisor }: Pick<MessageView, "advisor">) {
  const t = useTranslations("messages");
  const { tenant, user } = useSession();
  const advisors = useQuery(advisorQueries.list(tenant.id)).data ?? [];
  if (!advisor) return null;
  const isMine = advisors.some(({ id, member }) => id === advisor.id && member?.id === user.id);
  return isMine ? (
    <StatusBadge tone="live">{t("forYou")}</StatusBadge>
  ) : (
    <span>{t("forAdvisor", { name: advisor.name })}</span>
  );
}
