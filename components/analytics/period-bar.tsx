"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { agentQueries } from "@/components/agents/agent-queries";
import { useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type Choice, daysBefore, PRESETS } from "./period-search";

type PeriodBarProps = { choice: Choice; today: string; onChoose: (choice: Choice) => void };

export function PeriodBar({ choice, today, onChoose }: PeriodBarProps) {
  const t = useTranslations("analytics.period");
  const agents = useQuery(agentQueries.list(useSession().tenant.id));
  const { agentId } = choice;
  // A field that is being emptied or typed says nothing yet.
  const chooseDays = (from: string, to: string) => {
    if (from && to) onChoose({ preset: undefined, from, to: to < from ? from : to, agentId });
  };
  return (
    <search aria-label={t("label")} className="flex flex-wrap items-end gap-3">
      <fieldset className="flex gap-1">
        <legend className="sr-only">{t("presets")}</legend>
        {PRESETS.map((preset) => (
          <Button
            key={preset}
            aria-pressed={choice.preset === preset}
            className={cn(choice.preset === preset && "border-accent bg-accent-soft text-accent-ink")}
            onClick={() => onChoose({ preset, from: daysBefore(today, preset - 1), to: today, agentId })}
          >
            {t("days", { days: preset })}
          </Button>
        ))}
      </fieldset>
      <div className="grid grid-cols-2 gap-3 max-sm:w-full">
        <DayField
          label={t("from")}
          value={choice.from}
          max={choice.to}
          onChange={(day) => chooseDays(day, choice.to)}
        />
        <DayField
          label={t("to")}
          value={choice.to}
          max={today}
          onChange={(day) => chooseDays(choice.from, day)}
        />
      </div>
      <label className="grid gap-1 max-sm:w-full sm:min-w-48">
        <span className="text-sm text-ink-muted">{t("agent")}</span>
        <Select
          value={agentId ?? ""}
          onChange={(event) => onChoose({ ...choice, agentId: event.target.value || undefined })}
        >
          <option value="">{t("anyAgent")}</option>
          {agents.data?.map((agent) => (
            <option key={agent.id} value={agent.id}>
              {agent.name}
            </option>
          ))}
        </Select>
      </label>
    </search>
  );
}

type DayFieldProps = { label: string; value: string; max: string; onChange: (day: string) => void };

function DayField({ label, value, max, onChange }: DayFieldProps) {
  return (
    <label className="grid gap-1">
      <span className="text-sm text-ink-muted">{label}</span>
      <Input
        type="date"
        required
        className="px-2.5"
        value={value}
        max={max}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
