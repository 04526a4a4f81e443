import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { accountQueries } from "@/components/settings/account-queries";
import { listAccounts } from "@/lib/accounts/list-accounts";
import { answer, Prefetched } from "../../prefetch";
import { AccountsSettings } from "@/components/settings/accounts-settings";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("accounts");
  return { title: t("title") };
}

export default function AccountsPage() {
  return (
    <Prefetched
      ask={({ tenant, scope }) => [answer(accountQueries.list(tenant.id), () => listAccounts(scope))]}
    >
      <AccountsSettings />
    </Prefetched>
  );
}
