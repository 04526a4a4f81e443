"use client";

import { useTranslations } from "next-intl";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { Instant } from "@/components/calls/instant";
import type { TransferView } from "@/lib/transfers/schema";
import { TransferActions } from "./transfer-actions";
import { TransferAttempts } from "./transfer-attempts";
import { TransferNote } from "./transfer-note";
import { isOpen } from "./transfer-steps";
import { TransferStrip } from "./transfer-strip";

/** One transfer on the page of its call: where it stands, whom was tried, and what can be done about it. */
export function TransferCard({ transfer }: { transfer: TransferView }) {
  const t = useTranslations("transfers");
  const { id, brief, reason, note } = transfer;
  return (
    <article
      data-testid="transfer"
      data-transfer-id={id}
      aria-label={reason || t("one")}
      className="grid gap-4"
    >
      <TransferStrip transfer={transfer} />
      <TransferAttempts attempts={transfer.attempts} />
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5">
        <Fact name={t("asked")}>
          <WhoAsked transfer={transfer} />
          {" · "}
          <Instant at={transfer.requestedAt} />
        </Fact>
        {reason && <Fact name={t("reason")}>{reason}</Fact>}
        {brief && <Fact name={t("brief")}>{brief}</Fact>}
        {note && !isOpen(transfer) && <Fact name={t("note")}>{note}</Fact>}
      </dl>
      {isOpen(transfer) && <TransferNote transfer={transfer} bare />}
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Link
          href={`/transfers/${id}` as Route}
          className="underline decoration-line-strong underline-offset-4 hover:decoration-current"
        >
          {t("open")}
        </Link>
        <TransferActions transfer={transfer} />
      </div>
    </article>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-muted">{name}</dt>
      <dd className="min-w-0 wrap-break-word whitespace-pre-wrap">{children}</dd>
    </>
  );
}

export function WhoAsked({ transfer: { requestedBy, requester } }: { transfer: TransferView }) {
  const t = useTranslations("transfers");
  return requester ?? t(`requester.${requestedBy}`);
}
