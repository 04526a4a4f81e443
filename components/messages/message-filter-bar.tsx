"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { advisorQueries } from "@/components/advisors/advisor-queries";
import { useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import type { MessageFilters } from "@/lib/messages/schema";
import { MESSAGE_KINDS, MESSAGE_STATUSES, type MessageStatus } from "@/lib/vocabulary";
import { messageQueries } from "./message-queries";
import { messageSearch } from "./message-search";

type FilterChange = (part: { [Key in keyof MessageFilters]?: MessageFilters[Key] | "" }) => void;
type MessageFilterBarProps = { filters: MessageFilters; onChange: (filters: MessageFilters) => void };

/** How far, of what kind, whose, and whether it is too late. */
export function MessageFilterBar({ filters, onChange }: MessageFilterBarProps) {
  const t = useTranslations("messages.filters");
  const change: FilterChange = (part) => {
    const merged = Object.entries({ ...filters, ...part }).filter(([, value]) => value !== "");
    onChange(Object.fromEntries(merged) as MessageFilters);
  };
  const { status, ...others } = filters;
  return (
    <search aria-label={t("label")} className="grid gap-2">
      <StatusTabs filters={filters} change={change} />
      <div className="grid grid-cols-2 gap-2 @2xl:grid-cols-[repeat(2,minmax(0,12rem))_auto_auto]">
        <KindFilter kind={filters.kind} change={change} />
        <AdvisorFilter advisorId={filters.advisorId} change={change} />
        {status !== "done" && (
          <Button
            variant={filters.overdue ? "secondary" : "ghost"}
            aria-pressed={filters.overdue === "true"}
            className="justify-self-start"
            onClick={() => change({ overdue: filters.overdue ? "" : "true" })}
          >
            {t("overdue")}
          </Button>
        )}
        {messageSearch.hasFilters(others) && (
          <Button
            variant="ghost"
            className="justify-self-start"
            onClick={() => onChange(status === undefined ? {} : { status })}
          >
            <X aria-hidden="true" />
            {t("clear")}
          </Button>
        )}
      </div>
    </search>
  );
}

type PartProps = { filters: MessageFilters; change: FilterChange };

/** What is done is not counted: nothing is left to do there. */
function StatusTabs({ filters, change }: PartProps) {
  const t = useTranslations("messages");
  const counts = useQuery(messageQueries.counts(useSession().tenant.id, filters)).data;
  const countOf: Partial<Record<MessageStatus, number>> = counts
    ? { new: counts.new, in_progress: counts.inProgress }
    : {};
  return (
    <fieldset aria-label={t("statusLabel")} className="flex flex-wrap gap-1">
      {MESSAGE_STATUSES.map((status) => {
        const isChosen = status === (filters.status ?? "new");
        return (
          <Button
            key={status}
            variant={isChosen ? "secondary" : "ghost"}
            aria-pressed={isChosen}
            // The first tab is the address without one, and nothing done is late.
            onClick={() =>
              change({
                status: status === "new" ? "" : status,
                ...(status === "done" ? { overdue: "" as const } : {}),
              })
            }
          >
            {t(`tabs.${status}`)}
            {countOf[status] !== undefined && (
              <span data-testid={`count-${status}`} className="text-ink-muted tabular-nums">
                {countOf[status]}
              </span>
            )}
          </Button>
        );
      })}
    </fieldset>
  );
}

function KindFilter({ kind, change }: { kind: MessageFilters["kind"]; change: FilterChange }) {
  const t = useTranslations("messages");
  return (
    <Select
      aria-label={t("filters.kind")}
      value={kind ?? ""}
      onChange={({ target }) => change({ kind: MESSAGE_KINDS.find((value) => value === target.value) ?? "" })}
    >
      <option value="">{t("filters.anyKind")}</option>
      {MESSAGE_KINDS.map((value) => (
        <option key={value} value={value}>
          {t(`kind.${value}`)}
        </option>
      ))}
    </Select>
  );
}

type AdvisorFilterProps = { advisorId: MessageFilters["advisorId"]; change: FilterChange };

function AdvisorFilter({ advisorId, change }: AdvisorFilterProps) {
  const t = useTranslations("messages.filters");
  const advisors = useQuery(advisorQueries.list(useSession().tenant.id)).data ?? [];
  return (
    <Select
      aria-label={t("advisor")}
      value={advisorId ?? ""}
      onChange={({ target }) => change({ advisorId: target.value })}
    >
      <option value="">{t("anyAdvisor")}</option>
      <option value="mine">{t("mine")}</option>
      <option value="none">{t("nobodys")}</option>
      {/* The address may name somebody who is no advisor any more. */}
      {advisorId && !["mine", "none"].includes(advisorId) && !advisors.some(({ id }) => id === advisorId) && (
        <option value={advisorId}>{t("formerAdvisor")}</option>
      )}
      {advisors.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}
