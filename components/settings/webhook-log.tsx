"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { ChevronLeft } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { LoadError } from "@/components/frame/load-error";
import { useMay, useSession } from "@/components/frame/session-context";
import { Button, buttonClasses } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Loading, SkeletonRows } from "@/components/ui/skeleton";
import type { EndpointView } from "@/lib/outgoing/schema";
import { DELIVERY_STATUSES } from "@/lib/vocabulary";
import { useLogView } from "./use-log-view";
import { WebhookDeliveryDialog } from "./webhook-delivery-dialog";
import { WebhookLogTable } from "./webhook-log-table";
import { WebhookMenu } from "./webhook-menu";
import { webhookQueries } from "./webhook-queries";
import { WebhookReplayFailed } from "./webhook-replay-failed";
import { WebhookState } from "./webhook-state";
import { WebhookTestButton } from "./webhook-test-button";

/** What one address was told, and what it said. */
export function WebhookLog({ endpointId }: { endpointId: string }) {
  const t = useTranslations("webhooks");
  const tCommon = useTranslations("common");
  const mayEdit = useMay("admin");
  return (
    <section aria-labelledby="webhook-log-title" className="grid gap-4">
      <Link
        href="/settings/webhooks"
        className={buttonClasses({ variant: "ghost", size: "sm", className: "-ml-2.5 justify-self-start" })}
      >
        <ChevronLeft aria-hidden="true" />
        {t("back")}
      </Link>
      <h2 id="webhook-log-title" className="text-lg font-semibold">
        {t("logTitle")}
      </h2>
      {mayEdit ? (
        <EndpointLog endpointId={endpointId} />
      ) : (
        <Notice tone="info">{tCommon("needsAdmin")}</Notice>
      )}
    </section>
  );
}

function EndpointLog({ endpointId }: { endpointId: string }) {
  const t = useTranslations("webhooks");
  const endpoints = useQuery(webhookQueries.endpoints(useSession().tenant.id));
  const { view, change } = useLogView();
  if (endpoints.isPending) {
    return (
      <Loading>
        <SkeletonRows rows={8} />
      </Loading>
    );
  }
  if (endpoints.isError)
    return <LoadError error={endpoints.error} onRetry={() => void endpoints.refetch()} />;
  const endpoint = endpoints.data.find(({ id }) => id === endpointId);
  if (!endpoint) return <EmptyState title={t("notFound")} />;
  return (
    <>
      <LogHead endpoint={endpoint} />
      <fieldset aria-label={t("statusLabel")} className="flex flex-wrap gap-1">
        {([undefined, ...DELIVERY_STATUSES] as const).map((status) => (
          <Button
            key={status ?? "all"}
            size="sm"
            variant={status === view.status ? "secondary" : "ghost"}
            aria-pressed={status === view.status}
            onClick={() => change({ status })}
          >
            {status ? t(`status.${status}`) : t("anyStatus")}
          </Button>
        ))}
      </fieldset>
      <LogRows endpointId={endpointId} />
      {view.deliveryId && (
        <WebhookDeliveryDialog
          deliveryId={view.deliveryId}
          endpoint={endpoint}
          onClose={() => change({ deliveryId: undefined })}
        />
      )}
    </>
  );
}

function LogHead({ endpoint }: { endpoint: EndpointView }) {
  const t = useTranslations("webhooks");
  const { url, disabledReason } = endpoint;
  return (
    <>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="grid min-w-0 flex-1 basis-72 gap-1.5">
          <p className="font-mono text-sm wrap-anywhere">{url}</p>
          <WebhookState endpoint={endpoint} />
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <WebhookReplayFailed endpoint={endpoint} />
          <WebhookTestButton endpoint={endpoint} />
          <WebhookMenu endpoint={endpoint} />
        </div>
      </div>
      {disabledReason && <Notice tone="failed">{t(`disabledReason.${disabledReason}`)}</Notice>}
    </>
  );
}

function LogRows({ endpointId }: { endpointId: string }) {
  const t = useTranslations("webhooks");
  const { view, change } = useLogView();
  const pages = useInfiniteQuery(webhookQueries.log(useSession().tenant.id, endpointId, view.status));
  if (pages.isPending) {
    return (
      <Loading>
        <SkeletonRows rows={8} />
      </Loading>
    );
  }
  if (pages.isError) return <LoadError error={pages.error} onRetry={() => void pages.refetch()} />;
  const deliveries = pages.data.pages.flatMap((page) => page.data);
  if (deliveries.length === 0) return <EmptyState title={t("logEmptyTitle")}>{t("logEmptyBody")}</EmptyState>;
  return (
    <div className="grid gap-3">
      <WebhookLogTable deliveries={deliveries} onOpen={(deliveryId) => change({ deliveryId })} />
      {pages.hasNextPage && (
        <Button
          className="justify-self-center"
          busy={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {t("showMore")}
        </Button>
      )}
    </div>
  );
}
