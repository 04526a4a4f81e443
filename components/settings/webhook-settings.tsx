"use client";

import { useQuery } from "@tanstack/react-query";
import { Webhook } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { LoadError } from "@/components/frame/load-error";
import { useMay, useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Loading, SkeletonRows } from "@/components/ui/skeleton";
import { WebhookCard } from "./webhook-card";
import { WebhookFormDialog } from "./webhook-form-dialog";
import { webhookQueries } from "./webhook-queries";
import { WebhookVerify } from "./webhook-verify";

/** Which systems of the business are told what happens, and whether they hear it. */
export function WebhookSettings() {
  const t = useTranslations("webhooks");
  const tCommon = useTranslations("common");
  const mayEdit = useMay("admin");
  const [creating, setCreating] = useState(false);
  return (
    <section aria-labelledby="webhooks-title" className="grid gap-4">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="grid max-w-2xl gap-0.5">
          <h2 id="webhooks-title" className="text-lg font-semibold">
            {t("title")}
          </h2>
          <p className="text-ink-muted">{t("description")}</p>
        </div>
        {mayEdit && (
          <Button variant="primary" onClick={() => setCreating(true)}>
            <Webhook aria-hidden="true" />
            {t("create")}
          </Button>
        )}
      </div>
      {mayEdit ? (
        <>
          <EndpointList />
          <WebhookVerify />
        </>
      ) : (
        <Notice tone="info">{tCommon("needsAdmin")}</Notice>
      )}
      {creating && <WebhookFormDialog onClose={() => setCreating(false)} />}
    </section>
  );
}

function EndpointList() {
  const t = useTranslations("webhooks");
  const endpoints = useQuery(webhookQueries.endpoints(useSession().tenant.id));
  if (endpoints.isPending) {
    return (
      <Loading>
        <SkeletonRows rows={3} />
      </Loading>
    );
  }
  if (endpoints.isError) {
    return (
      <LoadError title={t("loadFailed")} error={endpoints.error} onRetry={() => void endpoints.refetch()} />
    );
  }
  if (endpoints.data.length === 0) return <EmptyState title={t("emptyTitle")}>{t("emptyBody")}</EmptyState>;
  return (
    <ul className="grid gap-3">
      {endpoints.data.map((endpoint) => (
        <WebhookCard key={endpoint.id} endpoint={endpoint} />
      ))}
    </ul>
  );
}
