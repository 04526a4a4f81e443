"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useShortcut } from "@/components/frame/use-shortcut";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { shiftDay } from "@/lib/agenda/rules";
import type { StaffView } from "@/lib/agenda/schema";
import { AGENDA_VIEWS, type AgendaAddress } from "./agenda-address";
import { isDay } from "./calendar-day";
import type { GoTo } from "./use-agenda-address";

type AgendaToolbarProps = {
  address: AgendaAddress;
  staff: readonly StaffView[];
  today: string;
  goTo: GoTo;
};

/** Which days are shown and whose; every button has a key. */
export function AgendaToolbar({ address, staff, today, goTo }: AgendaToolbarProps) {
  const t = useTranslations("agenda");
  const { view, date, staffId } = address;
  const leaf = (sign: 1 | -1) => goTo({ date: shiftDay(date, sign * (view === "week" ? 7 : 1)) });
  useShortcut("ArrowLeft", () => leaf(-1));
  useShortcut("ArrowRight", () => leaf(1));
  useShortcut("t", () => goTo({ date: today }));
  useShortcut("d", () => goTo({ view: "day" }));
  useShortcut("w", () => goTo({ view: "week" }));
  return (
    <nav aria-label={t("toolbar")} className="flex flex-wrap items-center gap-2">
      <Button title={t("keyHint", { key: "t" })} onClick={() => goTo({ date: today })}>
        {t("today")}
      </Button>
      <div className="flex">
        <Button
          variant="ghost"
          size="icon"
          aria-label={t(`previous.${view}`)}
          title={t("keyHint", { key: "←" })}
          onClick={() => leaf(-1)}
        >
          <ChevronLeft aria-hidden="true" />
        </Button>
        <Button
          variant="ghost"
          size="icon"
          aria-label={t(`next.${view}`)}
          title={t("keyHint", { key: "→" })}
          onClick={() => leaf(1)}
        >
          <ChevronRight aria-hidden="true" />
        </Button>
      </div>
      <Input
        type="date"
        aria-label={t("date")}
        value={date}
        onChange={(event) => isDay(event.target.value) && goTo({ date: event.target.value })}
        className="w-40 tabular-nums"
      />
      <fieldset aria-label={t("view")} className="min-w-0 flex rounded-md border p-0.5 max-md:hidden">
        {AGENDA_VIEWS.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={view === one}
            title={t("keyHint", { key: one === "day" ? "d" : "w" })}
            onClick={() => goTo({ view: one })}
            className={cn(
              "h-7.5 rounded-sm px-3 text-ink-muted hover:text-ink",
              view === one && "bg-accent-soft font-medium text-accent-ink hover:text-accent-ink",
            )}
          >
            {t(`views.${one}`)}
          </button>
        ))}
      </fieldset>
      {staff.length > 1 && (
        <Select
          aria-label={t("whose")}
          value={staffId ?? ""}
          onChange={(event) => goTo({ staffId: event.target.value || undefined })}
          className="w-48"
        >
          <option value="">{t("everybody")}</option>
          {staff.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </nav>
  );
}
