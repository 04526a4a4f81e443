"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { LoadError } from "@/components/frame/load-error";
import { useSession } from "@/components/frame/session-context";
import { useAddressFilters } from "@/components/frame/use-address-filters";
import { useRowKeys } from "@/components/frame/use-row-keys";
import { Button, buttonClasses } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Loading, SkeletonRows } from "@/components/ui/skeleton";
import { CallFilterBar } from "./call-filter-bar";
import { callQueries } from "./call-queries";
import { callSearch } from "./call-search";
import { CallTable } from "./call-table";
import { ExportButton } from "./export-button";

export function CallList({ openId }: { openId: string | undefined }) {
  const t = useTranslations("calls");
  const [filters, setFilters] = useAddressFilters(callSearch);
  return (
    <div className="@container grid content-start gap-4">
      <PageHeader title={t("title")} actions={<ExportButton filters={filters} />} />
      <CallFilterBar filters={filters} onChange={setFilters} />
      <CallRows openId={openId} />
    </div>
  );
}

function CallRows({ openId }: { openId: string | undefined }) {
  const t = useTranslations("calls");
  const { tenant } = useSession();
  const [filters] = useAddressFilters(callSearch);
  const pages = useInfiniteQuery(callQueries.list(tenant.id, filters));
  const table = useRowKeys<HTMLDivElement>();
  if (pages.isPending) {
    return (
      <Loading>
        <SkeletonRows rows={12} />
      </Loading>
    );
  }
  if (pages.isError) return <LoadError error={pages.error} onRetry={() => void pages.refetch()} />;
  const calls = pages.data.pages.flatMap((page) => page.data);
  if (calls.length === 0) return <NoCalls filtered={callSearch.hasFilters(filters)} />;
  return (
    <div ref={table} className="grid gap-3">
      <CallTable
        calls={calls}
        openId={openId}
        query={filters.q}
        search={callSearch.searchOf(filters).toString()}
      />
      <div className="flex justify-center">
        {pages.hasNextPage ? (
          <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t("more")}
          </Button>
        ) : (
          <p className="text-sm text-ink-muted">{t("end")}</p>
        )}
      </div>
    </div>
  );
}

function NoCalls({ filtered }: { filtered: boolean }) {
  const t = useTranslations("calls");
  const [, setFilters] = useAddressFilters(callSearch);
  if (filtered) {
    return (
      <EmptyState
        title={t("emptyFiltered.title")}
        action={<Button onClick={() => setFilters({})}>{t("filters.clear")}</Button>}
      >
        {t("emptyFiltered.body")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={t("empty.title")}
      action={
        <Link href="/numbers" className={buttonClasses()}>
          {t("empty.action")}
        </Link>
      }
    >
      {t("empty.body")}
    </EmptyState>
  );
}
