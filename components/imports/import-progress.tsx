"use client";

import { useTranslations } from "next-intl";
import { usePlace } from "@/components/frame/place";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { ProgressBar } from "@/components/ui/progress-bar";
import { formatCount } from "@/lib/format";
import type { ImportView } from "@/lib/imports/schema";
import { ImportCounts } from "./import-counts";
import { useImportDeed } from "./use-import-deeds";

/** How far a worker is; the live feed brings the numbers. */
export function ImportProgress({ running }: { running: ImportView }) {
  const t = useTranslations("imports.progress");
  const { locale } = usePlace();
  const cancel = useImportDeed(running.id, "cancel");
  const { doneRows, isCheck, status } = running;
  // The estimate may be too low: quoted cells hold line ends of their own, and too many were counted, never too few rows done.
  const totalRows = Math.max(running.totalRows ?? 0, doneRows, 1);
  const isStopping = running.cancelRequestedAt !== null;
  const title = isCheck ? t("checking") : t("importing");
  return (
    <Card aria-label={title} data-testid="import-progress">
      <CardHeader
        title={title}
        description={running.fileName}
        actions={
          <Button busy={cancel.isPending || isStopping} onClick={() => cancel.mutate()}>
            {isCheck ? t("stopCheck") : t("cancel")}
          </Button>
        }
      />
      <CardBody className="grid gap-4">
        <div className="grid gap-2">
          <ProgressBar aria-label={title} value={doneRows} max={totalRows} className="w-full" />
          <p className="text-sm text-ink-muted tabular-nums">
            {isStopping
              ? t("stopping")
              : status === "queued"
                ? t("queued")
                : t("rows", { done: formatCount(doneRows, locale), total: formatCount(totalRows, locale) })}
          </p>
        </div>
        <ImportCounts item={running} />
        <p className="text-sm text-ink-muted">{isCheck ? t("checkNote") : t("importNote")}</p>
      </CardBody>
    </Card>
  );
}
