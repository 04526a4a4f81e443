import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { BusinessSettings } from "@/components/settings/business-settings";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("business");
  return { title: t("title") };
}

export default function BusinessPage() {
  return <BusinessSettings />;
}
