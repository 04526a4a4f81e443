"use client";

import { useQuery } from "@tanstack/react-query";
import { BookOpen, KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useState } from "react";
import { LoadError } from "@/components/frame/load-error";
import { useMay, useSession } from "@/components/frame/session-context";
import { Button, buttonClasses } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Loading, SkeletonRows } from "@/components/ui/skeleton";
import { ApiKeyDialog } from "./api-key-dialog";
import { apiKeyQueries } from "./api-key-queries";
import { ApiKeyTable } from "./api-key-table";

/** Which programs may come in, and to what. */
export function ApiKeysSettings() {
  const t = useTranslations("apiKeys");
  const tCommon = useTranslations("common");
  const mayEdit = useMay("admin");
  const [creating, setCreating] = useState(false);
  return (
    <section aria-labelledby="api-keys-title" className="grid gap-4">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="grid max-w-2xl gap-0.5">
          <h2 id="api-keys-title" className="text-lg font-semibold">
            {t("title")}
          </h2>
          <p className="text-ink-muted">{t("description")}</p>
        </div>
        <div className="flex flex-wrap gap-2">
          <Link href="/reference" prefetch={false} className={buttonClasses()}>
            <BookOpen aria-hidden="true" />
            {t("reference")}
          </Link>
          {mayEdit && (
            <Button variant="primary" onClick={() => setCreating(true)}>
              <KeyRound aria-hidden="true" />
              {t("create")}
            </Button>
          )}
        </div>
      </div>
      {mayEdit ? <KeyList /> : <Notice tone="info">{tCommon("needsAdmin")}</Notice>}
      {creating && <ApiKeyDialog onClose={() => setCreating(false)} />}
    </section>
  );
}

function KeyList() {
  const t = useTranslations("apiKeys");
  const keys = useQuery(apiKeyQueries.list(useSession().tenant.id));
  if (keys.isPending) {
    return (
      <Loading>
        <SkeletonRows rows={3} />
      </Loading>
    );
  }
  if (keys.isError) {
    return <LoadError title={t("loadFailed")} error={keys.error} onRetry={() => void keys.refetch()} />;
  }
  if (keys.data.length === 0) return <EmptyState title={t("emptyTitle")}>{t("emptyBody")}</EmptyState>;
  return <ApiKeyTable apiKeys={keys.data} />;
}
