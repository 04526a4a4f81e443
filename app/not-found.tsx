import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { buttonClasses } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";

export default async function NotFoundPage() {
  const t = await getTranslations("errors");
  return (
    <main className="mx-auto grid max-w-2xl gap-6 p-6 pt-16">
      <PageHeader title={t("notFoundTitle")} />
      <EmptyState
        title={t("notFound")}
        action={
          <Link href="/" className={buttonClasses({ variant: "primary" })}>
            {t("home")}
          </Link>
        }
      />
    </main>
  );
}
