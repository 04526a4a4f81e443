"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Route } from "next";
import Link from "next/link";
import { useState } from "react";
import { LoadError } from "@/components/frame/load-error";
import { usePlace } from "@/components/frame/place";
import { useMay, useSession } from "@/components/frame/session-context";
import { StatusBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { cn } from "@/components/ui/class-names";
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table";
import type { ConsentView } from "@/lib/contacts/schema";
import { formatDate } from "@/lib/format";
import { ConsentDialog } from "./consent-dialog";
import { contactQueries } from "./contact-queries";

/** What the person agreed to or refused; what counts now stands out. */
export function ConsentLedger({ contactId }: { contactId: string }) {
  const t = useTranslations("contacts.consents");
  const { tenant } = useSession();
  const mayEdit = useMay("operator");
  const [adding, setAdding] = useState(false);
  const ledger = useQuery(contactQueries.consents(tenant.id, contactId));
  return (
    <Card>
      <CardHeader
        title={t("title")}
        actions={
          mayEdit && (
            <Button size="sm" onClick={() => setAdding(true)}>
              <Plus aria-hidden="true" />
              {t("add")}
            </Button>
          )
        }
      />
      <CardBody>
        {ledger.isError && <LoadError error={ledger.error} onRetry={() => void ledger.refetch()} />}
        {ledger.data?.length === 0 && <p className="text-ink-muted">{t("none")}</p>}
        {ledger.data && ledger.data.length > 0 && <ConsentTable consents={ledger.data} />}
      </CardBody>
      {adding && <ConsentDialog contactId={contactId} onClose={() => setAdding(false)} />}
    </Card>
  );
}

function ConsentTable({ consents }: { consents: readonly ConsentView[] }) {
  const t = useTranslations("contacts.consents");
  return (
    <Table aria-label={t("title")}>
      <thead>
        <tr>
          <TableHead>{t("what")}</TableHead>
          <TableHead>{t("decision")}</TableHead>
          <TableHead>{t("when")}</TableHead>
          <TableHead>{t("how")}</TableHead>
        </tr>
      </thead>
      <tbody>
        {consents.map((consent) => (
          <ConsentRow key={consent.id} consent={consent} />
        ))}
      </tbody>
    </Table>
  );
}

function ConsentRow({ consent }: { consent: ConsentView }) {
  const t = useTranslations("contacts.consents");
  const place = usePlace();
  const { purpose, channel, decision, source, evidence, callId, decidedAt, expiresAt, isCurrent } = consent;
  return (
    <TableRow className={cn(!isCurrent && "text-ink-muted")}>
      <TableCell className="py-1.5">
        {t(`purpose.${purpose}`)}
        <span className="block text-sm text-ink-muted">{t(`channel.${channel}`)}</span>
      </TableCell>
      <TableCell>
        {isCurrent ? (
          <StatusBadge tone={decision === "granted" ? "good" : "failed"}>{t(`said.${decision}`)}</StatusBadge>
        ) : (
          <span className="text-sm whitespace-nowrap">{t("past", { decision: t(`said.${decision}`) })}</span>
        )}
      </TableCell>
      <TableCell className="whitespace-nowrap tabular-nums">
        {formatDate(decidedAt, place)}
        {expiresAt && (
          <span className="block text-sm text-ink-muted">
            {t("until", { date: formatDate(expiresAt, place) })}
          </span>
        )}
      </TableCell>
      <TableCell className="py-1.5 text-sm">
        {t(`source.${source}`)}
        {callId && (
          <>
            {" · "}
            <Link href={`/calls/${callId}` as Route} className="underline underline-offset-2">
              {t("openCall")}
            </Link>
          </>
        )}
        {evidence && <span className="block max-w-64 break-words text-ink-muted">{evidence}</span>}
        {consent.recordedBy && (
          <span className="block text-ink-muted">
            {t("by", {
              name:
                consent.recordedBy === "agent" || consent.recordedBy === "system"
                  ? t(`recorder.${consent.recordedBy}`)
                  : consent.recordedBy,
            })}
          </span>
        )}
      </TableCell>
    </TableRow>
  );
}
