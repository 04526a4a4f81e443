"use client";

import { useQuery } from "@tanstack/react-query";
import { SlidersHorizontal, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { agentQueries } from "@/components/agents/agent-queries";
import { contactQueries } from "@/components/contacts/contact-queries";
import { ListSearchField } from "@/components/frame/list-search-field";
import { useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { CallFilters } from "@/lib/calls/schema";
import { ANSWERED_BY, CALL_DIRECTIONS, CALL_OUTCOMES } from "@/lib/vocabulary";
import { callSearch, lesserFilters } from "./call-search";
import { StatusFilter } from "./status-filter";

type FilterChange = (part: { [Key in keyof CallFilters]?: CallFilters[Key] | "" }) => void;
type CallFilterBarProps = { filters: CallFilters; onChange: (filters: CallFilters) => void };

/** All in one row where there is room; else search and state, and the rest at one press. */
export function CallFilterBar({ filters, onChange }: CallFilterBarProps) {
  const t = useTranslations("calls.filters");
  const [open, setOpen] = useState(false);
  const moreId = useId();
  const change: FilterChange = (part) => {
    const merged = Object.entries({ ...filters, ...part }).filter(([, value]) => value !== "");
    onChange(Object.fromEntries(merged) as CallFilters);
  };
  return (
    <search aria-label={t("label")} className="grid gap-2 @4xl:gap-3">
      <ListSearchField
        label={t("search")}
        placeholder={t("searchPlaceholder")}
        value={filters.q ?? ""}
        onChange={(q) => change({ q })}
      />
      {filters.contactId && (
        <OfContact contactId={filters.contactId} onRemove={() => change({ contactId: "" })} />
      )}
      <div className="grid grid-cols-2 gap-2 @4xl:grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] @4xl:gap-x-3">
        <div className="grid gap-1">
          <span aria-hidden="true" className="text-sm text-ink-muted @max-4xl:hidden">
            {t("status")}
          </span>
          <StatusFilter chosen={filters.status ?? []} onChange={(status) => change({ status })} />
        </div>
        <MoreButton
          open={open}
          controls={moreId}
          count={lesserFilters(filters)}
          onPress={() => setOpen(!open)}
        />
        <div
          id={moreId}
          className={cn(
            "col-span-full grid grid-cols-2 gap-2 @4xl:contents",
            !open && "hidden @4xl:contents",
          )}
        >
          <LesserFilters filters={filters} change={change} />
        </div>
        {callSearch.hasFilters(filters) && (
          <Button
            variant="ghost"
            className="justify-self-start @max-4xl:col-span-full @max-4xl:-ml-3.5 @4xl:self-end"
            onClick={() => onChange({})}
          >
            <X aria-hidden="true" />
            {t("clear")}
          </Button>
        )}
      </div>
    </search>
  );
}

/** Calls of one person; chosen on their card, taken away here. */
function OfContact({ contactId, onRemove }: { contactId: string; onRemove: () => void }) {
  const t = useTranslations("calls.filters");
  const contact = useQuery(contactQueries.detail(useSession().tenant.id, contactId));
  return (
    <Button size="sm" className="justify-self-start" onClick={onRemove}>
      {t("ofContact", { name: contact.data?.name ?? "…" })}
      <X aria-hidden="true" />
      <span className="sr-only">{t("remove")}</span>
    </Button>
  );
}

type MoreButtonProps = { open: boolean; controls: string; count: number; onPress: () => void };

function MoreButton({ open, controls, count, onPress }: MoreButtonProps) {
  const t = useTranslations("calls.filters");
  return (
    <Button
      aria-expanded={open}
      aria-controls={controls}
      className="justify-between border-line-strong px-3 font-normal max-md:text-lg @4xl:hidden"
      onClick={onPress}
    >
      <span className="flex items-center gap-2">
        {t("more")}
        {count > 0 && (
          <span className="grid h-5 min-w-5 place-items-center rounded-full bg-accent px-1 text-xs font-medium text-on-accent tabular-nums">
            <span aria-hidden="true">{count}</span>
            <span className="sr-only">{t("moreActive", { count })}</span>
          </span>
        )}
      </span>
      <SlidersHorizontal aria-hidden="true" className="text-ink-muted" />
    </Button>
  );
}

function LesserFilters({ filters, change }: { filters: CallFilters; change: FilterChange }) {
  const t = useTranslations("calls.filters");
  const tDirection = useTranslations("calls.direction");
  const agents = useQuery(agentQueries.list(useSession().tenant.id));
  const tAnsweredBy = useTranslations("calls.answeredBy");
  const tOutcome = useTranslations("calls.outcome");
  const { agentId, direction, answeredBy, outcome, from, to } = filters;
  return (
    <>
      <label className="grid gap-1">
        <span className="text-sm text-ink-muted">{t("agent")}</span>
        <Select value={agentId ?? ""} onChange={(event) => change({ agentId: event.target.value })}>
          <option value="">{t("anyAgent")}</option>
          {agents.data?.map((agent) => (
            <option key={agent.id} value={agent.id}>
              {agent.name}
            </option>
          ))}
        </Select>
      </label>
      <label className="grid gap-1">
        <span className="text-sm text-ink-muted">{t("direction")}</span>
        <Select
          value={direction ?? ""}
          onChange={(event) =>
            change({ direction: CALL_DIRECTIONS.find((choice) => choice === event.target.value) ?? "" })
          }
        >
          <option value="">{t("anyDirection")}</option>
          {CALL_DIRECTIONS.map((choice) => (
            <option key={choice} value={choice}>
              {tDirection(choice)}
            </option>
          ))}
        </Select>
      </label>
      <label className="grid gap-1">
        <span className="text-sm text-ink-muted">{t("answeredBy")}</span>
        <Select
          value={answeredBy ?? ""}
          onChange={(event) =>
            change({ answeredBy: ANSWERED_BY.find((choice) => choice === event.target.value) ?? "" })
          }
        >
          <option value="">{t("anyAnsweredBy")}</option>
          {ANSWERED_BY.map((choice) => (
            <option key={choice} value={choice}>
              {tAnsweredBy(choice)}
            </option>
          ))}
        </Select>
      </label>
      <label className="grid gap-1">
        <span className="text-sm text-ink-muted">{t("outcome")}</span>
        <Select
          value={outcome ?? ""}
          onChange={(event) =>
            change({ outcome: CALL_OUTCOMES.find((choice) => choice === event.target.value) ?? "" })
          }
        >
          <option value="">{t("anyOutcome")}</option>
          {CALL_OUTCOMES.map((choice) => (
            <option key={choice} value={choice}>
              {tOutcome(choice)}
            </option>
          ))}
        </Select>
      </label>
      <DayFilter label={t("from")} value={from} max={to} onChange={(day) => change({ from: day })} />
      <DayFilter label={t("to")} value={to} min={from} onChange={(day) => change({ to: day })} />
    </>
  );
}

type DayFilterProps = {
  label: string;
  value: string | undefined;
  min?: string | undefined;
  max?: string | undefined;
  onChange: (day: string) => void;
};

function DayFilter({ label, value, min, max, onChange }: DayFilterProps) {
  return (
    <label className="grid gap-1">
      <span className="text-sm text-ink-muted">{label}</span>
      <Input
        type="date"
        className={cn("px-2.5", !value && "text-ink-muted")}
        value={value ?? ""}
        min={min}
        max={max}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
