"use client";

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { LoadError } from "@/components/frame/load-error";
import { useMay, useSession } from "@/components/frame/session-context";
import { useAddressFilters } from "@/components/frame/use-address-filters";
import { useLeaving } from "@/components/frame/use-finish";
import { useRowKeys } from "@/components/frame/use-row-keys";
import { useShortcut } from "@/components/frame/use-shortcut";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Loading, SkeletonRows } from "@/components/ui/skeleton";
import type { MessageView } from "@/lib/messages/schema";
import { MessageFilterBar } from "./message-filter-bar";
import { messageQueries } from "./message-queries";
import { messageSearch } from "./message-search";
import { MessageTable } from "./message-table";
import { useFinishMessage } from "./use-finish-message";

/** Whom must I call back, by when? */
export function MessageList({ openId }: { openId: string | undefined }) {
  const t = useTranslations("messages");
  const [filters, setFilters] = useAddressFilters(messageSearch);
  return (
    <div className="@container grid content-start gap-4">
      <PageHeader title={t("title")} description={t("description")} />
      <MessageFilterBar filters={filters} onChange={setFilters} />
      <MessageRows openId={openId} />
    </div>
  );
}

function MessageRows({ openId }: { openId: string | undefined }) {
  const t = useTranslations("messages");
  const { tenant } = useSession();
  const [filters] = useAddressFilters(messageSearch);
  const pages = useInfiniteQuery(messageQueries.list(tenant.id, filters));
  const leaving = useLeaving("messages");
  const table = useRowKeys<HTMLDivElement>();
  const shown = (pages.data?.pages.flatMap((page) => page.data) ?? []).filter(
    ({ id }) => !leaving.includes(id),
  );
  useFinishKey(shown, openId);
  if (pages.isPending) {
    return (
      <Loading>
        <SkeletonRows rows={6} />
      </Loading>
    );
  }
  if (pages.isError) return <LoadError error={pages.error} onRetry={() => void pages.refetch()} />;
  if (shown.length === 0 && !pages.hasNextPage) return <NoMessages />;
  return (
    <div ref={table} className="grid gap-3">
      <MessageTable
        label={t(`tabs.${filters.status ?? "new"}`)}
        messages={shown}
        openId={openId}
        search={messageSearch.searchOf(filters).toString()}
      />
      {pages.hasNextPage && (
        <Button
          className="justify-self-center"
          busy={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {t("more")}
        </Button>
      )}
    </div>
  );
}

/** `e` is done: the row with the focus, else the one that is open. */
function useFinishKey(shown: readonly MessageView[], openId: string | undefined): void {
  const { tenant } = useSession();
  const mayFinish = useMay("operator");
  const queries = useQueryClient();
  const finish = useFinishMessage();
  useShortcut("e", () => {
    const row = document.activeElement?.closest<HTMLElement>("[data-message-id]");
    const id = row?.dataset["messageId"] ?? openId;
    if (!mayFinish || id === undefined) return;
    const message =
      shown.find((one) => one.id === id) ??
      queries.getQueryData(messageQueries.detail(tenant.id, id).queryKey);
    if (message && message.status !== "done") finish.mutate({ id, done: true });
  });
}

function NoMessages() {
  const t = useTranslations("messages");
  const [{ status = "new", ...others }, setFilters] = useAddressFilters(messageSearch);
  if (messageSearch.hasFilters(others)) {
    return (
      <EmptyState
        title={t("emptyFiltered.title")}
        action={
          <Button onClick={() => setFilters(status === "new" ? {} : { status })}>{t("filters.clear")}</Button>
        }
      >
        {t("emptyFiltered.body")}
      </EmptyState>
    );
  }
  return <EmptyState title={t(`empty.${status}.title`)}>{t(`empty.${status}.body`)}</EmptyState>;
}
