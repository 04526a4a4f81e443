"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Plus, Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useState } from "react";
import { LoadError } from "@/components/frame/load-error";
import { useMay, useSession } from "@/components/frame/session-context";
import { useAddressFilters } from "@/components/frame/use-address-filters";
import { useRowKeys } from "@/components/frame/use-row-keys";
import { Button, buttonClasses } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Loading, SkeletonRows } from "@/components/ui/skeleton";
import { ContactExportButton } from "./contact-export-button";
import { ContactFilterBar } from "./contact-filter-bar";
import { ContactFormDialog } from "./contact-form-dialog";
import { contactQueries } from "./contact-queries";
import { contactSearch } from "./contact-search";
import { ContactTable } from "./contact-table";

export function ContactList({ openId }: { openId: string | undefined }) {
  const t = useTranslations("contacts");
  const [filters, setFilters] = useAddressFilters(contactSearch);
  const [adding, setAdding] = useState(false);
  const mayEdit = useMay("operator");
  return (
    <div className="@container grid content-start gap-4">
      <PageHeader
        title={t("title")}
        actions={
          <>
            <ContactExportButton filters={filters} />
            {mayEdit && <ImportLink />}
            {mayEdit && (
              <Button variant="primary" onClick={() => setAdding(true)}>
                <Plus aria-hidden="true" />
                {t("new")}
              </Button>
            )}
          </>
        }
      />
      <ContactFilterBar filters={filters} onChange={setFilters} />
      <ContactRows openId={openId} onAdd={() => setAdding(true)} />
      {adding && <ContactFormDialog onClose={() => setAdding(false)} />}
    </div>
  );
}

function ImportLink() {
  const t = useTranslations("contacts");
  return (
    <Link href="/contacts/import" className={buttonClasses()}>
      <Upload aria-hidden="true" />
      {t("import")}
    </Link>
  );
}

function ContactRows({ openId, onAdd }: { openId: string | undefined; onAdd: () => void }) {
  const t = useTranslations("contacts");
  const { tenant } = useSession();
  const [filters] = useAddressFilters(contactSearch);
  const pages = useInfiniteQuery(contactQueries.list(tenant.id, filters));
  const table = useRowKeys<HTMLDivElement>();
  if (pages.isPending) {
    return (
      <Loading>
        <SkeletonRows rows={12} />
      </Loading>
    );
  }
  if (pages.isError) return <LoadError error={pages.error} onRetry={() => void pages.refetch()} />;
  const contacts = pages.data.pages.flatMap((page) => page.data);
  if (contacts.length === 0) return <NoContacts filtered={contactSearch.hasFilters(filters)} onAdd={onAdd} />;
  return (
    <div ref={table} className="grid gap-3">
      <ContactTable contacts={contacts} openId={openId} search={contactSearch.searchOf(filters).toString()} />
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

function NoContacts({ filtered, onAdd }: { filtered: boolean; onAdd: () => void }) {
  const t = useTranslations("contacts");
  const [, setFilters] = useAddressFilters(contactSearch);
  const mayEdit = useMay("operator");
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
        mayEdit && (
          <div className="flex flex-wrap justify-center gap-2">
            <Button variant="primary" onClick={onAdd}>
              <Plus aria-hidden="true" />
              {t("empty.add")}
            </Button>
            <ImportLink />
          </div>
        )
      }
    >
      {t("empty.body")}
    </EmptyState>
  );
}
