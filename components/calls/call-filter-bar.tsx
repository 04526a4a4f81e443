"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronDown, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { z } from "zod";
import { useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { DropdownMenu, MenuToggle } from "@/components/ui/dropdown-menu";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { agentView } from "@/lib/agents/schema";
import { getJson } from "@/lib/api-client";
import type { CallFilters } from "@/lib/calls/schema";
import { CALL_DIRECTIONS, CALL_STATUSES, type CallStatus } from "@/lib/vocabulary";
import { hasFilters } from "./call-search";
import { CallSearchField } from "./call-search-field";

type CallFilterBarProps = { filters: CallFilters; onChange: (filters: CallFilters) => void };

export function CallFilterBar({ filters, onChange }: CallFilterBarProps) {
  const t = useTranslations("calls.filters");
  const tDirection = useTranslations("calls.direction");
  const change = (part: { [Key in keyof CallFilters]?: CallFilters[Key] | "" }) => {
    const merged = Object.entries({ ...filters, ...part }).filter(([, value]) => value !== "");
    onChange(Object.fromEntries(merged) as CallFilters);
  };
  return (
    <search aria-label={t("label")} className="grid gap-2">
      <CallSearchField value={filters.q ?? ""} onChange={(q) => change({ q })} />
      <div className="grid grid-cols-2 gap-2 @2xl:flex @2xl:flex-wrap @2xl:items-center">
        <StatusFilter chosen={filters.status ?? []} onChange={(status) => change({ status })} />
        <AgentFilter chosen={filters.agentId ?? ""} onChange={(agentId) => change({ agentId })} />
        <Select
          aria-label={t("direction")}
          className="@2xl:w-48"
          value={filters.direction ?? ""}
          onChange={(event) =>
            change({ direction: CALL_DIRECTIONS.find((direction) => direction === event.target.value) ?? "" })
          }
        >
          <option value="">{t("anyDirection")}</option>
          {CALL_DIRECTIONS.map((direction) => (
            <option key={direction} value={direction}>
              {tDirection(direction)}
            </option>
          ))}
        </Select>
        <DayFilter
          label={t("from")}
          value={filters.from}
          max={filters.to}
          onChange={(from) => change({ from })}
        />
        <DayFilter label={t("to")} value={filters.to} min={filters.from} onChange={(to) => change({ to })} />
        {hasFilters(filters) && (
          <Button variant="ghost" onClick={() => onChange({})}>
            <X aria-hidden="true" />
            {t("clear")}
          </Button>
        )}
      </div>
    </search>
  );
}

type StatusFilterProps = { chosen: readonly CallStatus[]; onChange: (statuses: CallStatus[]) => void };

function StatusFilter({ chosen, onChange }: StatusFilterProps) {
  const t = useTranslations("calls.filters");
  const tStatus = useTranslations("calls.status");
  const only = chosen.length === 1 ? chosen[0] : undefined;
  const text = only
    ? tStatus(only)
    : chosen.length > 0
      ? t("statusCount", { count: chosen.length })
      : t("anyStatus");
  return (
    <DropdownMenu
      trigger={
        <Button
          aria-label={`${t("status")}: ${text}`}
          className="justify-between border-line-strong font-normal max-md:text-lg @2xl:w-44"
        >
          <span className="truncate">{text}</span>
          <ChevronDown aria-hidden="true" className="text-ink-muted" />
        </Button>
      }
    >
      {CALL_STATUSES.map((status) => {
        const checked = chosen.includes(status);
        return (
          <MenuToggle
            key={status}
            checked={checked}
            onToggle={() =>
              onChange(checked ? chosen.filter((other) => other !== status) : [...chosen, status])
            }
          >
            {tStatus(status)}
          </MenuToggle>
        );
      })}
    </DropdownMenu>
  );
}

function AgentFilter({ chosen, onChange }: { chosen: string; onChange: (agentId: string) => void }) {
  const t = useTranslations("calls.filters");
  const { tenant } = useSession();
  const agents = useQuery({
    queryKey: ["tenant", tenant.id, "agents", "names"],
    queryFn: ({ signal }) =>
      getJson("/api/agents", z.array(agentView.pick({ id: true, name: true })), signal),
  });
  return (
    <Select
      aria-label={t("agent")}
      className="@2xl:w-44"
      value={chosen}
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="">{t("anyAgent")}</option>
      {agents.data?.map((agent) => (
        <option key={agent.id} value={agent.id}>
          {agent.name}
        </option>
      ))}
    </Select>
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
    <label className="flex items-center gap-2 text-sm text-ink-muted">
      <span className="shrink-0">{label}</span>
      <Input
        type="date"
        className="px-2 text-ink @2xl:w-36"
        value={value ?? ""}
        min={min}
        max={max}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
