"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { Route } from "next";
import Link from "next/link";
import { useSession } from "@/components/frame/session-context";
import { Notice } from "@/components/ui/notice";
import type { TransferView } from "@/lib/transfers/schema";
import { transferQueries } from "./transfer-queries";
import { isOpen } from "./transfer-steps";

/** The message the caller left when nobody came, or the task their hanging up became. */
export function TransferLeft({ transfer }: { transfer: TransferView }) {
  const t = useTranslations("transfers.left");
  const { tenant } = useSession();
  const cameToNothing = !isOpen(transfer) && transfer.connectedAt === null;
  const messages = useQuery({
    ...transferQueries.messagesOf(tenant.id, transfer.callId),
    enabled: cameToNothing,
  });
  const message = cameToNothing ? messages.data?.data[0] : undefined;
  if (!message) return null;
  return (
    <Notice tone="info" title={t(message.kind)}>
      {message.text && <p className="line-clamp-3 wrap-break-word">{message.text}</p>}
      <Link
        href={`/messages/${message.id}` as Route}
        className="underline decoration-line-strong underline-offset-4 hover:decoration-current"
      >
        {t("open")}
      </Link>
    </Notice>
  );
}
