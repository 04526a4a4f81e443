"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { toast } from "sonner";
import { LoadError } from "@/components/frame/load-error";
import { useSession } from "@/components/frame/session-context";
import { StatusBadge } from "@/components/ui/badge";
import { buttonClasses } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { PhoneNumber } from "@/components/ui/phone-number";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import type { AgentView } from "@/lib/agents/schema";
import { ApiError } from "@/lib/api-client";
import { hasVendorAgent } from "@/lib/vocabulary";
import { AgentForm } from "./agent-form";
import { agentQueries } from "./agent-queries";
import { inputOf } from "./use-agent-form";

export function AgentDetail({ agentId }: { agentId: string }) {
  const t = useTranslations("agents");
  const agent = useQuery(agentQueries.detail(useSession().tenant.id, agentId));
  const isMissing = agent.error instanceof ApiError && [400, 404, 422].includes(agent.error.status);
  const back = (
    <Link href="/agents" className={buttonClasses({ variant: "ghost" })}>
      <ArrowLeft aria-hidden="true" />
      {t("backToList")}
    </Link>
  );
  return (
    <div className="grid gap-6">
      <PageHeader
        title={agent.data?.name ?? t("agent")}
        description={agent.data && <AgentFacts agent={agent.data} />}
        actions={back}
      />
      {agent.data ? (
        <LoadedAgentForm agent={agent.data} />
      ) : isMissing ? (
        <EmptyState title={t("notFound")} />
      ) : agent.isError ? (
        <LoadError error={agent.error} onRetry={() => void agent.refetch()} />
      ) : (
        <AgentSkeleton />
      )}
    </div>
  );
}

function LoadedAgentForm({ agent }: { agent: AgentView }) {
  const t = useTranslations("agents.form");
  const start = useMemo(() => inputOf(agent), [agent]);
  return (
    <AgentForm
      agent={agent}
      start={start}
      onSaved={({ publishFault, state, mode }) => {
        if (publishFault) toast(t("savedOnly"));
        else if (!hasVendorAgent(mode)) toast.success(t("savedNow"));
        else toast.success(t(state === "published" ? "saved" : "savedHere"));
      }}
    />
  );
}

function AgentFacts({ agent }: { agent: AgentView }) {
  const t = useTranslations("agents");
  const { country } = useSession().tenant;
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <StatusBadge tone={agent.status === "active" ? "good" : "ended"}>
        {t(`status.${agent.status}`)}
      </StatusBadge>
      <span>
        {t("form.numbers")}:{" "}
        {agent.phoneNumbers.length === 0 ? (
          <Link href="/numbers" className="underline underline-offset-2">
            {t("noNumbers")}
          </Link>
        ) : (
          agent.phoneNumbers.map((number) => (
            <PhoneNumber key={number} number={number} country={country} className="mr-3" />
          ))
        )}
      </span>
    </span>
  );
}

function AgentSkeleton() {
  return (
    <Loading>
      <div className="grid gap-5">
        {["h-56", "h-48", "h-[80dvh]"].map((height) => (
          <div key={height} className={`grid content-start gap-4 rounded-lg border bg-surface p-4 ${height}`}>
            <Skeleton className="h-5 w-32" />
            <Skeleton className="h-9 w-full" />
            <Skeleton className="h-9 w-full" />
          </div>
        ))}
      </div>
    </Loading>
  );
}
