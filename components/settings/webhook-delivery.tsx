"use client";

import { useTranslations } from "next-intl";
import { usePlace } from "@/components/frame/place";
import { CodeBlock } from "@/components/reference/code-block";
import { formatDateTime } from "@/lib/format";
import type { DeliveryDetail } from "@/lib/outgoing/schema";
import { DeliveryBadge, DeliveryOutcome } from "./webhook-outcome";

/** What was sent and what came back. */
export function WebhookDelivery({ delivery }: { delivery: DeliveryDetail }) {
  const t = useTranslations("webhooks");
  const place = usePlace();
  const { id, event, status, attempts, createdAt, nextAttemptAt, replayOf, url, body, answer } = delivery;
  const facts: [label: string, value: string][] = [
    [t("happened"), formatDateTime(createdAt, place)],
    [t("to"), url],
    ["webhook-id", id],
    [t("attempts"), String(attempts)],
  ];
  if (nextAttemptAt) facts.push([t("nextAttempt"), formatDateTime(nextAttemptAt, place)]);
  if (replayOf) facts.push([t("replayOf"), replayOf]);
  return (
    <div data-testid="webhook-delivery" data-status={status} className="grid min-w-0 gap-4">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <DeliveryBadge status={status} />
        <span className="font-medium">{t(`event.${event}`)}</span>
        <span className="text-ink-muted">
          <DeliveryOutcome delivery={delivery} />
        </span>
      </p>
      <dl className="grid gap-x-4 gap-y-1 text-sm sm:grid-cols-[auto_minmax(0,1fr)]">
        {facts.map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-ink-muted">{label}</dt>
            <dd className="wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
      <CodeBlock label={t("body")} code={readable(body)} />
      {answer !== null && answer !== "" && <CodeBlock label={t("answer")} code={answer} />}
    </div>
  );
}

/** With line breaks, for people; what is signed is the text without them. */
function readable(body: string): string {
  return JSON.stringify(JSON.parse(body), null, 2);
}
