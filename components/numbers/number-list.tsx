"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { agentQueries } from "@/components/agents/agent-queries";
import { accountQueries } from "@/components/settings/account-queries";
import { LoadError } from "@/components/frame/load-error";
import { useMay, useSession } from "@/components/frame/session-context";
import { buttonClasses } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Loading, SkeletonRows } from "@/components/ui/skeleton";
import { Table, TableHead } from "@/components/ui/table";
import type { AgentView } from "@/lib/agents/schema";
import type { NumberView } from "@/lib/numbers/schema";
import { BuyNumberButton } from "./buy-number";
import { numberQueries } from "./number-queries";
import { NumberRow } from "./number-row";
import { SyncButton, SyncOutcome, useSyncNumbers } from "./sync-numbers";

export function NumberList() {
  const t = useTranslations("numbers");
  const tenantId = useSession().tenant.id;
  const mayEdit = useMay("admin");
  const numbers = useQuery(numberQueries.list(tenantId));
  const agents = useQuery(agentQueries.list(tenantId));
  const accounts = useQuery({ ...accountQueries.list(tenantId), enabled: mayEdit });
  const sync = useSyncNumbers();
  const hasAccount = accounts.data?.some((account) => account.vendor === "twilio");
  const hasNumbers = (numbers.data?.length ?? 0) > 0;

  // Both at once, so that a row never changes from a bare name to a list of choices.
  const failed = numbers.error ?? agents.error;
  return (
    <div className="grid gap-5">
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          mayEdit &&
          hasNumbers &&
          hasAccount && (
            <>
              <SyncButton sync={sync} variant="secondary" />
              <BuyNumberButton variant="secondary" />
            </>
          )
        }
      />
      <div>
        <SyncOutcome sync={sync} />
        {failed ? (
          <LoadError
            title={t("loadFailed")}
            error={failed}
            onRetry={() => void Promise.all([numbers.refetch(), agents.refetch()])}
          />
        ) : !numbers.data || !agents.data || (mayEdit && accounts.isPending) ? (
          <Loading>
            <SkeletonRows rows={4} />
          </Loading>
        ) : hasNumbers ? (
          <NumberTable numbers={numbers.data} agents={agents.data} />
        ) : (
          <NoNumbers mayEdit={mayEdit} hasAccount={hasAccount !== false}>
            <div className="flex flex-wrap justify-center gap-2">
              <SyncButton sync={sync} variant="primary" />
              <BuyNumberButton variant="secondary" />
            </div>
          </NoNumbers>
        )}
      </div>
    </div>
  );
}

type NoNumbersProps = { mayEdit: boolean; hasAccount: boolean; children: ReactNode };

function NoNumbers({ mayEdit, hasAccount, children }: NoNumbersProps) {
  const t = useTranslations("numbers.empty");
  if (!mayEdit) return <EmptyState title={t("title")}>{t("viewer")}</EmptyState>;
  if (hasAccount) {
    return (
      <EmptyState title={t("title")} action={children}>
        {t("body")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={t("noAccountTitle")}
      action={
        <Link href="/settings/accounts" className={buttonClasses({ variant: "primary" })}>
          {t("connect")}
        </Link>
      }
    >
      {t("noAccountBody")}
    </EmptyState>
  );
}

type NumberTableProps = {
  numbers: readonly NumberView[];
  agents: readonly AgentView[];
};

function NumberTable({ numbers, agents }: NumberTableProps) {
  const t = useTranslations("numbers");
  const tCommon = useTranslations("common");
  const mayEdit = useMay("admin");
  return (
    <div className="grid gap-3">
      {!mayEdit && <Notice tone="info">{tCommon("needsAdmin")}</Notice>}
      {mayEdit && !agents.some((agent) => agent.type === "inbound") && (
        <Notice
          tone="waiting"
          action={
            <Link href="/agents/new" className={buttonClasses({ size: "sm" })}>
              {t("list.createAgent")}
            </Link>
          }
        >
          {t("list.noAgents")}
        </Notice>
      )}
      <Table aria-label={t("list.caption")}>
        <thead>
          <tr>
            <TableHead>{t("list.number")}</TableHead>
            <TableHead className="max-md:hidden">{t("list.label")}</TableHead>
            <TableHead>{t("list.agent")}</TableHead>
          </tr>
        </thead>
        <tbody>
          {numbers.map((number) => (
            <NumberRow key={number.id} number={number} agents={agents} />
          ))}
        </tbody>
      </Table>
    </div>
  );
}
