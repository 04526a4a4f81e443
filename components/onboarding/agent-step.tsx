"use client";

import { useQuery } from "@tanstack/react-query";
import { Bot, Pencil, Plus } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { agentQueries } from "@/components/agents/agent-queries";
import { LoadError } from "@/components/frame/load-error";
import { useSession } from "@/components/frame/session-context";
import { StatusBadge } from "@/components/ui/badge";
import { Button, buttonClasses } from "@/components/ui/button";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import type { AgentView } from "@/lib/agents/schema";
import { AgentFromTemplate } from "./agent-from-template";
import { ProblemList } from "./problem-list";
import { StepFoot } from "./step-foot";
import type { StepProps } from "./step-props";

export function AgentStep({ problems, isDone }: StepProps) {
  const agents = useQuery(agentQueries.list(useSession().tenant.id));
  const [isAdding, setAdding] = useState(false);
  if (agents.isError && !agents.data) {
    return <LoadError error={agents.error} onRetry={() => void agents.refetch()} />;
  }
  if (!agents.data) {
    return (
      <Loading>
        <Skeleton className="h-96 w-full" />
      </Loading>
    );
  }
  if (agents.data.length === 0 || isAdding) {
    return <AgentFromTemplate {...(agents.data.length > 0 ? { onCancel: () => setAdding(false) } : {})} />;
  }
  return (
    <div className="grid gap-5">
      <ProblemList problems={problems} />
      <AgentCards agents={agents.data} onAdd={() => setAdding(true)} />
      <StepFoot step="agent" isDone={isDone} />
    </div>
  );
}

/** Who there is already. */
function AgentCards({ agents, onAdd }: { agents: readonly AgentView[]; onAdd: () => void }) {
  const t = useTranslations("onboarding.agent");
  const tAgents = useTranslations("agents");
  return (
    <div className="grid gap-3">
      <ul className="grid gap-3">
        {agents.map((agent) => (
          <li key={agent.id} className="flex flex-wrap items-start gap-3 rounded-lg border bg-surface p-4">
            <span
              aria-hidden="true"
              className="grid size-9 shrink-0 place-items-center rounded-full bg-accent-soft text-accent-ink"
            >
              <Bot className="size-5" />
            </span>
            <div className="grid min-w-0 flex-1 basis-60 gap-1">
              <p className="flex flex-wrap items-center gap-2 font-medium">
                {agent.name}
                <StatusBadge tone={agent.status === "active" ? "good" : "ended"}>
                  {tAgents(`status.${agent.status}`)}
                </StatusBadge>
              </p>
              <p className="text-ink-muted">
                <q className="[quotes:'«'_'»']">{agent.firstMessage}</q>
              </p>
            </div>
            <Link href={`/agents/${agent.id}` as Route} className={buttonClasses({ size: "sm" })}>
              <Pencil aria-hidden="true" />
              {t("edit")}
            </Link>
          </li>
        ))}
      </ul>
      <div>
        <Button variant="ghost" onClick={onAdd}>
          <Plus aria-hidden="true" />
          {t("another")}
        </Button>
      </div>
    </div>
  );
}
