"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { LoadError } from "@/components/frame/load-error";
import { useMay, useSession } from "@/components/frame/session-context";
import { buttonClasses } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Loading, SkeletonRows } from "@/components/ui/skeleton";
import { Table, TableHead } from "@/components/ui/table";
import { agentQueries } from "./agent-queries";
import { AgentRow } from "./agent-row";

export function AgentList() {
  const t = useTranslations("agents");
  const mayEdit = useMay("admin");
  return (
    <div className="grid gap-5">
      <PageHeader title={t("title")} description={t("description")} actions={mayEdit && <NewAgentLink />} />
      <AgentTable mayEdit={mayEdit} />
    </div>
  );
}

function NewAgentLink() {
  const t = useTranslations("agents");
  return (
    <Link href="/agents/new" className={buttonClasses({ variant: "primary" })}>
      <Plus aria-hidden="true" />
      {t("new")}
    </Link>
  );
}

function AgentTable({ mayEdit }: { mayEdit: boolean }) {
  const t = useTranslations("agents");
  const { tenant } = useSession();
  const agents = useQuery(agentQueries.list(tenant.id));
  if (agents.isPending) {
    return (
      <Loading>
        <SkeletonRows rows={4} />
      </Loading>
    );
  }
  if (agents.isError) {
    return <LoadError title={t("loadFailed")} error={agents.error} onRetry={() => void agents.refetch()} />;
  }
  if (agents.data.length === 0) {
    return (
      <EmptyState title={t("list.emptyTitle")} action={mayEdit && <NewAgentLink />}>
        {t(mayEdit ? "list.emptyBody" : "list.emptyViewer")}
      </EmptyState>
    );
  }
  return (
    <Table aria-label={t("list.caption")}>
      <thead>
        <tr>
          <TableHead>{t("list.name")}</TableHead>
          <TableHead className="max-md:hidden">{t("list.type")}</TableHead>
          <TableHead>{t("list.status")}</TableHead>
          <TableHead className="max-md:hidden">{t("list.language")}</TableHead>
          <TableHead className="max-sm:hidden">{t("list.numbers")}</TableHead>
        </tr>
      </thead>
      <tbody>
        {agents.data.map((agent) => (
          <AgentRow key={agent.id} agent={agent} country={tenant.country} />
        ))}
      </tbody>
    </Table>
  );
}
