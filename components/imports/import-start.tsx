"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMay, useSession } from "@/components/frame/session-context";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { ImportList } from "./import-list";
import { importQueries } from "./import-queries";
import { ImportUpload } from "./import-upload";

/** Where a file is given, above those that were given before. */
export function ImportStart() {
  const t = useTranslations("imports");
  const tCommon = useTranslations("common");
  const mayImport = useMay("operator");
  return (
    <div className="grid max-w-[1280px] content-start gap-5">
      <PageHeader title={t("title")} description={t("description")} />
      {mayImport ? (
        <>
          <ImportUpload />
          <EarlierImports />
        </>
      ) : (
        <Notice tone="info">{tCommon("needsOperator")}</Notice>
      )}
    </div>
  );
}

function EarlierImports() {
  const t = useTranslations("imports");
  const imports = useQuery(importQueries.list(useSession().tenant.id));
  if (!imports.data || imports.data.length === 0) return null;
  return (
    <section aria-labelledby="earlier-imports" className="grid gap-3">
      <h2 id="earlier-imports" className="text-lg font-semibold">
        {t("earlier")}
      </h2>
      <ImportList imports={imports.data} />
    </section>
  );
}
