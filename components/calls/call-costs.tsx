"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { usePlace } from "@/components/frame/place";
import { useSession } from "@/components/frame/session-context";
import { formatUsd } from "@/lib/format";
import type { CallCosts as Costs, CostPart } from "@/lib/model-uses/schema";
import { callQueries } from "./call-queries";

/** Each vendor bills on its own and later; what is still to come is said to be so. */
export function CallCosts({ callId }: { callId: string }) {
  const { data } = useQuery(callQueries.costs(useSession().tenant.id, callId));
  return data ? <Shown costs={data} /> : null;
}

const PARTS: { part: CostPart; of: (costs: Costs) => string | null }[] = [
  { part: "twilio", of: ({ twilioUsd }) => twilioUsd },
  { part: "elevenlabs", of: ({ elevenLabsUsd }) => elevenLabsUsd },
  { part: "openai", of: ({ openAiUsd }) => openAiUsd },
];

function Shown({ costs }: { costs: Costs }) {
  const t = useTranslations("calls.detail");
  const { locale } = usePlace();
  const { awaited, estimated, modelUses, totalUsd } = costs;
  const amountOf = (usd: string, isEstimated: boolean) => {
    const amount = formatUsd(usd, locale);
    return isEstimated ? t("costEstimated", { amount }) : amount;
  };
  const isKnown = (part: CostPart, usd: string | null) => usd !== null || awaited.includes(part);
  return (
    <div className="grid gap-1">
      <p>
        <span className="font-medium">{amountOf(totalUsd, estimated.length > 0)}</span>
        {awaited.length > 0 && <span className="text-ink-muted"> · {t("costSoFar")}</span>}
      </p>
      <ul aria-label={t("costs")} className="grid gap-0.5 text-sm text-ink-muted">
        {PARTS.map(({ part, of }) => ({ part, usd: of(costs) }))
          .filter(({ part, usd }) => isKnown(part, usd))
          .map(({ part, usd }) => (
            <li key={part}>
              {t(`costVendor.${part}`)}:{" "}
              {usd === null ? t("costPending") : amountOf(usd, estimated.includes(part))}
            </li>
          ))}
        {modelUses.map((use) => (
          <li key={`${use.purpose} ${use.model}`} className="pl-3 text-xs">
            {t("costTokens", {
              purpose: t(`costPurpose.${use.purpose}`),
              questions: use.questions,
              model: use.model,
              input: use.inputTokens,
              output: use.outputTokens,
              isEstimated: String(use.isEstimated),
            })}
          </li>
        ))}
      </ul>
    </div>
  );
}
