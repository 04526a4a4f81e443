"use client";

import type { Route } from "next";
import { useTranslations } from "next-intl";
import Link from "next/link";
import type { MessageView } from "@/lib/messages/schema";
import { namelessWord, otherNameOf } from "./message-words";

/** Whom it is about; who is known leads to their card. */
export function MessageWho({ message }: { message: Pick<MessageView, "contact" | "name" | "kind"> }) {
  const t = useTranslations("messages");
  const { contact, name, kind } = message;
  if (!contact) return <span className="font-medium">{name ?? t(namelessWord(kind))}</span>;
  const other = otherNameOf(message);
  return (
    <span>
      <Link
        href={`/contacts/${contact.id}` as Route}
        prefetch={false}
        className="font-medium text-accent-ink underline underline-offset-2"
      >
        {contact.name}
      </Link>
      {/* Several people share a number: who spoke may be another one. */}
      {other && <span className="font-normal text-ink-muted"> {t("saidToBe", { name: other })}</span>}
    </span>
  );
}
