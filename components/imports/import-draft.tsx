"use client";

import { useTranslations } from "next-intl";
import { useQuery } from "@tanstack/react-query";
import { LoadError } from "@/components/frame/load-error";
import { useSession } from "@/components/frame/session-context";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Loading, SkeletonRows } from "@/components/ui/skeleton";
import type { ImportView } from "@/lib/imports/schema";
import { ImportColumns } from "./import-columns";
import { ImportConfirm } from "./import-confirm";
import { ImportLayout } from "./import-layout";
import { ImportOptions } from "./import-options";
import { ImportPreviewTable } from "./import-preview-table";
import { importQueries } from "./import-queries";
import { useChangeImport } from "./use-import-deeds";

/** How a file is to be read, what would become of its first rows, and the way on. */
export function ImportDraft({ draft }: { draft: ImportView }) {
  const t = useTranslations("imports");
  const preview = useQuery(importQueries.preview(useSession().tenant.id, draft.id));
  const change = useChangeImport(draft.id);
  const patch = change.mutate;
  return (
    <div className="grid gap-4">
      <Card aria-labelledby="import-file">
        <CardHeader titleId="import-file" title={draft.fileName} description={t("layout.help")} />
        <CardBody>
          <ImportLayout draft={draft} onChange={patch} />
        </CardBody>
      </Card>
      {preview.isError ? (
        <LoadError error={preview.error} onRetry={() => void preview.refetch()} />
      ) : preview.isPending ? (
        <Loading>
          <SkeletonRows rows={8} />
        </Loading>
      ) : (
        <>
          <Card aria-labelledby="import-columns">
            <CardHeader titleId="import-columns" title={t("columns.title")} description={t("columns.help")} />
            <CardBody>
              <ImportColumns draft={draft} columns={preview.data.columns} onChange={patch} />
            </CardBody>
          </Card>
          <Card aria-labelledby="import-options">
            <CardHeader titleId="import-options" title={t("options.title")} />
            <CardBody>
              <ImportOptions key={draft.tags.join()} draft={draft} onChange={patch} />
            </CardBody>
          </Card>
          <section aria-labelledby="import-preview" className="grid gap-3">
            <div>
              <h2 id="import-preview" className="text-lg font-semibold">
                {t("preview.title")}
              </h2>
              <p className="text-sm text-ink-muted">
                {t("preview.help", { count: preview.data.rows.length })}
              </p>
            </div>
            <ImportPreviewTable rows={preview.data.rows} />
          </section>
        </>
      )}
      <ImportConfirm draft={draft} isSaving={change.isPending} />
    </div>
  );
}
