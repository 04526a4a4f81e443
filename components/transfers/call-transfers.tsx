"use client";

import { useTranslations } from "next-intl";
import { LoadError } from "@/components/frame/load-error";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { TransferCard } from "./transfer-card";
import { useTransfersOfCall } from "./use-transfers";

/** Every time an advisor was wanted in a call, the latest first. Nothing where none was. */
export function CallTransfers({ callId, live }: { callId: string; live: boolean }) {
  const t = useTranslations("transfers");
  const transfers = useTransfersOfCall(callId, live);
  if (transfers.isError && !transfers.data)
    return <LoadError error={transfers.error} onRetry={() => void transfers.refetch()} />;
  if (!transfers.data || transfers.data.length === 0) return null;
  const latestFirst = transfers.data.toSorted((one, other) => +other.requestedAt - +one.requestedAt);
  return (
    <Card aria-labelledby="transfers-heading">
      <CardHeader title={t("heading")} titleId="transfers-heading" />
      <CardBody className="grid gap-4 divide-y [&>*:not(:last-child)]:pb-4">
        {latestFirst.map((transfer) => (
          <TransferCard key={transfer.id} transfer={transfer} />
        ))}
      </CardBody>
    </Card>
  );
}
