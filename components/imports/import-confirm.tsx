import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { usePlace } from "@/components/frame/place";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { formatCount } from "@/lib/format";
import type { ImportView } from "@/lib/imports/schema";
import { FaultsButton } from "./faults-button";
import { FaultsNote } from "./faults-note";
import { ImportCounts } from "./import-counts";
import { useImportError } from "./import-error";
import { useImportDeed } from "./use-import-deeds";

/** First the whole file is checked, then it is taken: nobody confirms what was not counted. */
export function ImportConfirm({ draft, isSaving }: { draft: ImportView; isSaving: boolean }) {
  const t = useTranslations("imports.confirm");
  const { locale } = usePlace();
  const errorOf = useImportError();
  const [check, start] = [useImportDeed(draft.id, "check"), useImportDeed(draft.id, "start")];
  const isChecked = draft.checkedAt !== null;
  const good = draft.createdRows + draft.mergedRows + draft.skippedRows;
  return (
    <Card aria-labelledby="import-confirm" data-testid="import-confirm" data-checked={isChecked}>
      <CardHeader
        titleId="import-confirm"
        title={isChecked ? t("checkedTitle") : t("title")}
        description={isChecked ? t("checkedHelp") : t("help")}
      />
      <CardBody className="grid gap-4">
        {draft.error && (
          <div role="alert">
            <Notice tone="failed">{errorOf(draft.error)}</Notice>
          </div>
        )}
        {isChecked && <ImportCounts item={draft} />}
        {isChecked && <FaultsNote badRows={draft.badRows}>{t("badNote")}</FaultsNote>}
        <div className="flex flex-wrap justify-end gap-2">
          <Discard importId={draft.id} />
          {isChecked && draft.badRows > 0 && <FaultsButton importId={draft.id} />}
          {isChecked && good > 0 ? (
            <Button variant="primary" busy={start.isPending || isSaving} onClick={() => start.mutate()}>
              {t("start", { count: formatCount(good, locale) })}
            </Button>
          ) : (
            <Button variant="primary" busy={check.isPending || isSaving} onClick={() => check.mutate()}>
              {t("check")}
            </Button>
          )}
        </div>
      </CardBody>
    </Card>
  );
}

function Discard({ importId }: { importId: string }) {
  const t = useTranslations("imports.confirm");
  const router = useRouter();
  const cancel = useImportDeed(importId, "cancel");
  return (
    <Button
      variant="ghost"
      busy={cancel.isPending}
      onClick={() => cancel.mutate(undefined, { onSuccess: () => router.push("/contacts/import") })}
    >
      {t("discard")}
    </Button>
  );
}
