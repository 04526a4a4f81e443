"use client";

import { useTranslations } from "next-intl";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";

/** What a page shows when drawing it threw. */
export function Crash({ error, onRetry }: { error: Error & { digest?: string }; onRetry: () => void }) {
  const t = useTranslations("errors");
  return (
    <div className="mx-auto grid max-w-2xl gap-6">
      <PageHeader title={t("crashTitle")} />
      <ErrorState title={t("crash")} onRetry={onRetry} {...(error.digest ? { detail: error.digest } : {})} />
    </div>
  );
}
