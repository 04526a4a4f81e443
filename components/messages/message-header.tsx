"use client";

import { Hand, PhoneOutgoing } from "lucide-react";
import type { Route } from "next";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { Instant } from "@/components/calls/instant";
import { useDialNow } from "@/components/dial/use-dial";
import { useMay, useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { PhoneButton } from "@/components/ui/phone-number";
import type { MessageView } from "@/lib/messages/schema";
import { FinishMessageButton } from "./finish-message-button";
import { MessageKindLabel } from "./message-kind";
import { MessageStatusBadge } from "./message-status-badge";
import { MessageWho } from "./message-who";
import { useTakeOn } from "./use-change-message";

/** Who, where to call, how far it is; and what to press. */
export function MessageHeader({ message }: { message: MessageView }) {
  const t = useTranslations("messages");
  const { tenant } = useSession();
  const { kind, number, status, takenAt, callId } = message;
  return (
    <header className="grid gap-3 xl:pr-12">
      <div className="grid min-w-0 gap-1.5">
        <h1 className="text-xl font-semibold tracking-tight wrap-anywhere">
          <MessageWho message={message} />
        </h1>
        <p className="flex flex-wrap items-center gap-x-4 gap-y-1.5">
          {number ? (
            <PhoneButton number={number} country={tenant.country} />
          ) : (
            <span className="text-ink-muted">{t("noNumber")}</span>
          )}
          <MessageStatusBadge status={status} />
        </p>
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-muted">
          <MessageKindLabel kind={kind} />
          <span>
            {t("taken")} <Instant at={takenAt} />
          </span>
          {callId && (
            <Link
              href={`/calls/${callId}` as Route}
              prefetch={false}
              className="text-accent-ink underline underline-offset-2"
            >
              {t("openCall")}
            </Link>
          )}
        </p>
        <History message={message} />
      </div>
      <Deeds message={message} />
    </header>
  );
}

function History({ message }: { message: MessageView }) {
  const t = useTranslations("messages");
  const { startedAt, startedBy, doneAt, doneBy } = message;
  if (!startedAt && !doneAt) return null;
  return (
    <p className="flex flex-wrap gap-x-3 text-sm text-ink-muted">
      {startedAt && (
        <span>
          {startedBy ? t("startedBy", { name: startedBy }) : t("startedAt")} <Instant at={startedAt} />
        </span>
      )}
      {doneAt && (
        <span>
          {doneBy ? t("doneBy", { name: doneBy }) : t("doneAt")} <Instant at={doneAt} />
        </span>
      )}
    </p>
  );
}

function Deeds({ message }: { message: MessageView }) {
  const t = useTranslations("messages");
  const dial = useDialNow();
  const { takeOn, isPending } = useTakeOn(message.id);
  if (!useMay("operator")) return null;
  const { id, number, contact, status } = message;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {number && (
        <Button
          size="sm"
          variant="primary"
          onClick={() => dial(number, { contactId: contact?.id, messageId: id })}
        >
          <PhoneOutgoing aria-hidden="true" />
          {t("call")}
        </Button>
      )}
      {status === "new" && (
        <Button size="sm" busy={isPending} onClick={takeOn}>
          <Hand aria-hidden="true" />
          {t("takeOn")}
        </Button>
      )}
      <FinishMessageButton messageId={id} isDone={status === "done"} />
    </div>
  );
}
