"use client";

import type { Route } from "next";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { buttonClasses } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { EndpointView } from "@/lib/outgoing/schema";
import { WebhookMenu } from "./webhook-menu";
import { WebhookState } from "./webhook-state";
import { WebhookTestButton } from "./webhook-test-button";

/** One address: what it is told, whether it hears it, and what can be done about it. */
export function WebhookCard({ endpoint }: { endpoint: EndpointView }) {
  const t = useTranslations("webhooks");
  const { id, url, events, disabledReason } = endpoint;
  return (
    <li data-testid="webhook-endpoint" className="grid gap-3 rounded-lg border bg-surface p-4">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="grid min-w-0 flex-1 basis-72 gap-1.5">
          <p className="font-mono text-sm wrap-anywhere">{url}</p>
          <WebhookState endpoint={endpoint} />
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <WebhookTestButton endpoint={endpoint} />
          <Link href={`/settings/webhooks/${id}` as Route} className={buttonClasses({ size: "sm" })}>
            {t("log")}
          </Link>
          <WebhookMenu endpoint={endpoint} />
        </div>
      </div>
      {disabledReason && <Notice tone="failed">{t(`disabledReason.${disabledReason}`)}</Notice>}
      <p className="text-sm text-ink-muted">{events.map((event) => t(`event.${event}`)).join(" · ")}</p>
    </li>
  );
}
