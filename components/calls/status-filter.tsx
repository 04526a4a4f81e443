"use client";

import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { DropdownMenu, MenuToggle } from "@/components/ui/dropdown-menu";
import { CALL_STATUSES, type CallStatus } from "@/lib/vocabulary";

type StatusFilterProps = { chosen: readonly CallStatus[]; onChange: (statuses: CallStatus[]) => void };

export function StatusFilter({ chosen, onChange }: StatusFilterProps) {
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
          className="w-full justify-between border-line-strong px-3 font-normal max-md:text-lg"
        >
          <span className="truncate">{text}</span>
          <ChevronDown aria-hidden="true" className="-mr-0.5 text-ink-muted" />
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
