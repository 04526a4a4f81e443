import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { agentQueries } from "@/components/agents/agent-queries";
import { numberQueries } from "@/components/numbers/number-queries";
import { accountQueries } from "@/components/settings/account-queries";
import { listAccounts } from "@/lib/accounts/list-accounts";
import { listAgents } from "@/lib/agents/list-agents";
import { listNumbers } from "@/lib/numbers/list-numbers";
import { answer, Prefetched } from "../prefetch";
import { NumberList } from "@/components/numbers/number-list";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("numbers");
  return { title: t("title") };
}

export default function NumbersPage() {
  return (
    <Prefetched
      ask={({ tenant, scope }) => [
        answer(numberQueries.list(tenant.id), () => listNumbers(scope)),
        answer(agentQueries.list(tenant.id), () => listAgents(scope)),
        answer(accountQueries.list(tenant.id), () => listAccounts(scope)),
      ]}
    >
      <NumberList />
    </Prefetched>
  );
}
