import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PasswordSettings } from "@/components/settings/password-settings";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings.account");
  return { title: t("title") };
}

export default function AccountPage() {
  return <PasswordSettings />;
}
