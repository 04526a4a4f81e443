"use client";

import { useQueries } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { Route } from "next";
import { usePathname, useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { toast } from "sonner";
import { usePlace } from "@/components/frame/place";
import { useSession } from "@/components/frame/session-context";
import { formatCount } from "@/lib/format";
import type { ImportView } from "@/lib/imports/schema";
import { importQueries } from "./import-queries";
import { forgetImport, onWatchedImports, watchedImports } from "./watched-imports";

const OPEN: readonly string[] = ["queued", "running"];

/** Says on any page that an import which was started in this tab has ended. */
export function ImportWatch() {
  const tenantId = useSession().tenant.id;
  const [ids, setIds] = useState<string[]>([]);
  useEffect(() => {
    const read = () => setIds(watchedImports(tenantId));
    read();
    return onWatchedImports(read);
  }, [tenantId]);
  const tell = useTell();
  const found = useQueries({ queries: ids.map((id) => importQueries.detail(tenantId, id)) });
  const ended = found.flatMap(({ data }) => (data && !OPEN.includes(data.status) ? [data] : []));
  useEffect(() => {
    for (const item of ended) {
      forgetImport(tenantId, item.id);
      tell(item);
    }
  });
  return null;
}

function useTell(): (item: ImportView) => void {
  const t = useTranslations("imports.toast");
  const path = usePathname();
  const router = useRouter();
  const { locale } = usePlace();
  return ({ id, status, fileName, createdRows, mergedRows }) => {
    const href = `/contacts/import/${id}`;
    // Who looks at it sees it.
    if (path === href) return;
    const action = { label: t("open"), onClick: () => router.push(`/contacts/import/${id}` as Route) };
    if (status === "completed")
      toast.success(t("completed", { fileName, count: formatCount(createdRows + mergedRows, locale) }), {
        action,
      });
    if (status === "failed") toast.error(t("failed", { fileName }), { action });
  };
}
