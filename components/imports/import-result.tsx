"use client";

import { useTranslations } from "next-intl";
import type { Route } from "next";
import Link from "next/link";
import { usePlace } from "@/components/frame/place";
import { buttonClasses } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { formatCount } from "@/lib/format";
import type { ImportView } from "@/lib/imports/schema";
import { FaultsButton } from "./faults-button";
import { FaultsNote } from "./faults-note";
import { ImportCounts } from "./import-counts";
import { useImportError } from "./import-error";

/** What became of a file. */
export function ImportResult({ ended }: { ended: ImportView }) {
  const t = useTranslations("imports.result");
  const { locale } = usePlace();
  const errorOf = useImportError();
  const [tag] = ended.tags;
  const people = (tag ? `/contacts?tag=${encodeURIComponent(tag)}` : "/contacts") as Route;
  const { fileName } = ended;
  const count = formatCount(ended.createdRows + ended.mergedRows, locale);
  return (
    <div data-testid="import-result" data-status={ended.status} className="grid gap-4">
      {ended.status === "completed" && (
        <Notice tone="good" title={t("completedTitle", { count })}>
          {fileName}
        </Notice>
      )}
      {ended.status === "canceled" && (
        <Notice tone="info" title={t("canceledTitle")}>
          {t("canceledBody", { fileName })}
        </Notice>
      )}
      {ended.status === "failed" && (
        <Notice tone="failed" title={t("failedTitle")}>
          {errorOf(ended.error ?? "internal")}
        </Notice>
      )}
      {ended.status !== "canceled" && <ImportCounts item={ended} />}
      <div className="flex flex-wrap gap-2">
        {ended.status === "completed" && (
          <Link href={people} className={buttonClasses({ variant: "primary" })}>
            {t("people")}
          </Link>
        )}
        {ended.badRows > 0 && <FaultsButton importId={ended.id} />}
        <Link href="/contacts/import" className={buttonClasses()}>
          {t("another")}
        </Link>
      </div>
      <FaultsNote badRows={ended.badRows}>{t("badNote")}</FaultsNote>
    </div>
  );
}
