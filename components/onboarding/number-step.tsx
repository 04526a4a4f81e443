"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { agentQueries } from "@/components/agents/agent-queries";
import { LoadError } from "@/components/frame/load-error";
import { useSession } from "@/components/frame/session-context";
import { BuyNumberButton } from "@/components/numbers/buy-number";
import { numberQueries } from "@/components/numbers/number-queries";
import { NumberRow } from "@/components/numbers/number-row";
import { SyncButton, SyncOutcome, useSyncNumbers } from "@/components/numbers/sync-numbers";
import { Loading, SkeletonRows } from "@/components/ui/skeleton";
import { Table, TableHead } from "@/components/ui/table";
import type { AgentView } from "@/lib/agents/schema";
import type { NumberView } from "@/lib/numbers/schema";
import { ProblemList } from "./problem-list";
import { StepFoot } from "./step-foot";
import type { StepProps } from "./step-props";

export function NumberStep(props: StepProps) {
  const tenantId = useSession().tenant.id;
  const numbers = useQuery(numberQueries.list(tenantId));
  const agents = useQuery(agentQueries.list(tenantId));
  if (numbers.data && agents.data) {
    const owned = numbers.data.filter((number) => number.owned);
    return <NumberChoice {...props} owned={owned} agents={agents.data} />;
  }
  const failed = numbers.error ?? agents.error;
  if (failed) {
    return (
      <LoadError error={failed} onRetry={() => void Promise.all([numbers.refetch(), agents.refetch()])} />
    );
  }
  return (
    <Loading>
      <SkeletonRows rows={3} />
    </Loading>
  );
}

type NumberChoiceProps = StepProps & { owned: readonly NumberView[]; agents: readonly AgentView[] };

function NumberChoice({ problems, isDone, owned, agents }: NumberChoiceProps) {
  const t = useTranslations("onboarding.number");
  const sync = useSyncNumbers();
  const first = useSyncNumbers();
  const { mutate } = first;
  const isUnasked = owned.length === 0;
  // Twilio was never asked, or had none then: what the account owns by now appears without a press.
  useEffect(() => {
    if (isUnasked) mutate();
  }, [isUnasked, mutate]);
  if (isUnasked && (first.isIdle || first.isPending)) {
    return (
      <Loading>
        <SkeletonRows rows={2} />
      </Loading>
    );
  }
  return (
    <div className="grid gap-5">
      <ProblemList problems={problems} />
      <div>
        <SyncOutcome sync={first.isError && sync.isIdle ? first : sync} />
        {owned.length > 0 && <NumberTable owned={owned} agents={agents} />}
      </div>
      <div className="flex flex-wrap gap-2">
        <BuyNumberButton variant={owned.length === 0 ? "primary" : "secondary"} />
        <SyncButton sync={sync} variant="secondary" />
      </div>
      <p className="text-sm text-ink-muted">{t("help")}</p>
      <StepFoot step="number" isDone={isDone} />
    </div>
  );
}

function NumberTable({ owned, agents }: Pick<NumberChoiceProps, "owned" | "agents">) {
  const t = useTranslations("numbers.list");
  return (
    <Table aria-label={t("caption")}>
      <thead>
        <tr>
          <TableHead>{t("number")}</TableHead>
          <TableHead className="max-md:hidden">{t("label")}</TableHead>
          <TableHead>{t("agent")}</TableHead>
        </tr>
      </thead>
      <tbody>
        {owned.map((number) => (
          <NumberRow key={number.id} number={number} agents={agents} />
        ))}
      </tbody>
    </Table>
  );
}
