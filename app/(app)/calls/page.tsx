import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("calls");
  return { title: t("title") };
}

/** The list itself stands in the layout, so that it stays while calls are opened beside it. */
export default async function CallsPage() {
  const t = await getTranslations("calls");
  return (
    <p className="sticky top-24 rounded-lg border border-dashed px-6 py-16 text-center text-ink-muted">
      {t("pick")}
    </p>
  );
}
