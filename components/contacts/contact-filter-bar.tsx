"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { ListSearchField } from "@/components/frame/list-search-field";
import { useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import type { ContactFilters } from "@/lib/contacts/schema";
import { CONTACT_KINDS } from "@/lib/vocabulary";
import { contactQueries } from "./contact-queries";
import { contactSearch } from "./contact-search";

type FilterChange = (part: { [Key in keyof ContactFilters]?: ContactFilters[Key] | "" }) => void;
type ContactFilterBarProps = { filters: ContactFilters; onChange: (filters: ContactFilters) => void };

export function ContactFilterBar({ filters, onChange }: ContactFilterBarProps) {
  const t = useTranslations("contacts.filters");
  const change: FilterChange = (part) => {
    const merged = Object.entries({ ...filters, ...part }).filter(([, value]) => value !== "");
    onChange(Object.fromEntries(merged) as ContactFilters);
  };
  return (
    <search aria-label={t("label")} className="grid gap-2">
      <ListSearchField
        label={t("search")}
        placeholder={t("searchPlaceholder")}
        value={filters.q ?? ""}
        onChange={(q) => change({ q })}
      />
      <div className="grid grid-cols-2 gap-2 @2xl:grid-cols-[repeat(3,minmax(0,12rem))_auto]">
        <KindFilter kind={filters.kind} change={change} />
        <TagFilter tag={filters.tag} change={change} />
        <Select
          aria-label={t("doNotCall")}
          value={filters.doNotCall ?? ""}
          onChange={({ target }) =>
            change({ doNotCall: target.value === "true" || target.value === "false" ? target.value : "" })
          }
        >
          <option value="">{t("anyCall")}</option>
          <option value="false">{t("mayCall")}</option>
          <option value="true">{t("mayNotCall")}</option>
        </Select>
        {contactSearch.hasFilters(filters) && (
          <Button variant="ghost" className="justify-self-start" onClick={() => onChange({})}>
            <X aria-hidden="true" />
            {t("clear")}
          </Button>
        )}
      </div>
    </search>
  );
}

function KindFilter({ kind, change }: { kind: ContactFilters["kind"]; change: FilterChange }) {
  const t = useTranslations("contacts");
  return (
    <Select
      aria-label={t("filters.kind")}
      value={kind ?? ""}
      onChange={({ target }) => change({ kind: CONTACT_KINDS.find((value) => value === target.value) ?? "" })}
    >
      <option value="">{t("filters.anyKind")}</option>
      {CONTACT_KINDS.map((value) => (
        <option key={value} value={value}>
          {t(`kinds.${value}`)}
        </option>
      ))}
    </Select>
  );
}

function TagFilter({ tag, change }: { tag: ContactFilters["tag"]; change: FilterChange }) {
  const t = useTranslations("contacts.filters");
  const tags = useQuery(contactQueries.tags(useSession().tenant.id));
  const known = tags.data ?? [];
  return (
    <Select aria-label={t("tag")} value={tag ?? ""} onChange={({ target }) => change({ tag: target.value })}>
      <option value="">{t("anyTag")}</option>
      {/* The address may name a tag that nobody has any more. */}
      {tag && !known.some((row) => row.tag === tag) && <option value={tag}>{tag}</option>}
      {known.map((row) => (
        <option key={row.tag} value={row.tag}>
          {row.tag} ({row.contacts})
        </option>
      ))}
    </Select>
  );
}
