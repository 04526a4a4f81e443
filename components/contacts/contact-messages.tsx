"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { Route } from "next";
import Link from "next/link";
import { Instant } from "@/components/calls/instant";
import { useSession } from "@/components/frame/session-context";
import { MessageKindLabel } from "@/components/messages/message-kind";
import { MessageStatusBadge } from "@/components/messages/message-status-badge";
import type { MessageView } from "@/lib/messages/schema";
import { contactQueries } from "./contact-queries";
import { ContactSection } from "./contact-section";

/** What the person wanted somebody to know or do. */
export function ContactMessages({ contactId }: { contactId: string }) {
  const t = useTranslations("contacts.messages");
  const messages = useQuery(contactQueries.messages(useSession().tenant.id, contactId));
  return (
    <ContactSection
      title={t("title")}
      query={messages}
      isEmpty={({ data }) => data.length === 0}
      emptyText={t("none")}
    >
      {({ data }) => (
        <ul className="-my-1.5 divide-y">
          {data.map((message) => (
            <MessageRow key={message.id} message={message} />
          ))}
        </ul>
      )}
    </ContactSection>
  );
}

function MessageRow({ message }: { message: MessageView }) {
  const t = useTranslations("contacts.messages");
  const tMessages = useTranslations("messages");
  const { id, kind, status, transcriptState } = message;
  return (
    <li className="grid gap-1 py-1.5">
      <p className="wrap-anywhere whitespace-pre-wrap">
        {message.text || (transcriptState && tMessages(`transcript.${transcriptState}`))}
      </p>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-muted">
        <MessageKindLabel kind={kind} />
        <Instant at={message.takenAt} />
        <MessageStatusBadge status={status} />
        <Link href={`/messages/${id}` as Route} prefetch={false} className="underline underline-offset-2">
          {t("openMessage")}
        </Link>
        {message.callId && (
          <Link href={`/calls/${message.callId}` as Route} className="underline underline-offset-2">
            {t("openCall")}
          </Link>
        )}
      </p>
    </li>
  );
}
