"use client";

import { Check, RotateCcw } from "lucide-react";
import type { Route } from "next";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { Instant } from "@/components/calls/instant";
import { useMay, useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { PhoneButton } from "@/components/ui/phone-number";
import type { MessageView } from "@/lib/messages/schema";
import { MessageDue } from "./message-due";
import { useFinishMessage } from "./use-finish-message";

const linkClasses = "text-accent-ink underline underline-offset-2";

/** Whom to call back, where, by when and what about; and the one press that says it is done. */
export function MessageCard({ message }: { message: MessageView }) {
  const t = useTranslations("messages");
  const { tenant } = useSession();
  const mayFinish = useMay("operator");
  const { id, number, text, isUrgent, takenAt, dueAt, doneAt, doneBy, callId } = message;
  return (
    <li
      data-testid="message"
      data-message-id={id}
      className="flex flex-wrap items-start gap-x-4 gap-y-3 rounded-lg border bg-surface px-4 py-3"
    >
      <div className="grid min-w-0 flex-1 basis-72 gap-1.5">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <Who message={message} />
          {number ? (
            <PhoneButton number={number} country={tenant.country} />
          ) : (
            <span className="text-ink-muted">{t("noNumber")}</span>
          )}
        </div>
        <p className="max-w-prose wrap-anywhere whitespace-pre-line">{text}</p>
        <p className="flex flex-wrap gap-x-3 text-sm text-ink-muted">
          <span>
            {t("taken")} <Instant at={takenAt} />
          </span>
          {callId && (
            <Link href={`/calls/${callId}` as Route} prefetch={false} className={linkClasses}>
              {t("openCall")}
            </Link>
          )}
        </p>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-2 max-sm:w-full sm:grid sm:justify-items-end">
        {doneAt ? (
          <span className="text-sm text-ink-muted">
            {doneBy ? t("doneBy", { name: doneBy }) : t("doneAt")} <Instant at={doneAt} />
          </span>
        ) : (
          <MessageDue dueAt={dueAt} isUrgent={isUrgent} />
        )}
        {mayFinish && <FinishButton messageId={id} done={doneAt === null} />}
      </div>
    </li>
  );
}

function Who({ message: { contact, name } }: { message: MessageView }) {
  const t = useTranslations("messages");
  if (!contact) return <span className="font-medium">{name ?? t("nobody")}</span>;
  const isOther = name !== null && name.localeCompare(contact.name, undefined, { sensitivity: "base" }) !== 0;
  return (
    <span>
      <Link
        href={`/contacts/${contact.id}` as Route}
        prefetch={false}
        className={`font-medium ${linkClasses}`}
      >
        {contact.name}
      </Link>
      {/* Several people share a number: who spoke may be another one. */}
      {isOther && <span className="text-ink-muted"> {t("saidToBe", { name })}</span>}
    </span>
  );
}

function FinishButton({ messageId, done }: { messageId: string; done: boolean }) {
  const t = useTranslations("messages");
  const finish = useFinishMessage();
  return (
    <Button
      size="sm"
      variant={done ? "secondary" : "ghost"}
      onClick={() => finish.mutate({ id: messageId, done })}
    >
      {done ? <Check aria-hidden="true" /> : <RotateCcw aria-hidden="true" />}
      {t(done ? "markDone" : "markOpen")}
    </Button>
  );
}
