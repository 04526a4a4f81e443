import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NumberList } from "@/components/numbers/number-list";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("numbers");
  return { title: t("title") };
}

export default function NumbersPage() {
  return <NumberList />;
}
