import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AccountsSettings } from "@/components/settings/accounts-settings";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("accounts");
  return { title: t("title") };
}

export default function AccountsPage() {
  return <AccountsSettings />;
}
