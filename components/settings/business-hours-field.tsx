"use client";

import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { type OpeningHours, WEEKDAYS } from "@/lib/vocabulary";
import { BusinessHoursDay } from "./business-hours-day";
import { openDay, type Stretch, weekdayName } from "./business-week";

type BusinessHoursFieldProps = {
  /** Of the form: fields get the ids `<prefix>-openingHours.<day>.<index>.from`. */
  prefix: string;
  /** Whose hours these are, where they are not the business's. */
  words?: { label: string; help: string };
  value: OpeningHours;
  errorOf: (path: string) => string | undefined;
  disabled: boolean;
  onChange: (hours: OpeningHours) => void;
};

const PRESETS: Record<"continuous" | "split", Stretch[]> = {
  continuous: [{ from: "09:00", to: "20:00" }],
  split: [
    { from: "09:00", to: "14:00" },
    { from: "16:00", to: "20:00" },
  ],
};
const WORKING_DAYS = WEEKDAYS.slice(0, 5);

/** A week at a glance: tick the days, type the hours once, copy them to the others. */
export function BusinessHoursField(props: BusinessHoursFieldProps) {
  const { prefix, words, value, errorOf, disabled, onChange } = props;
  const t = useTranslations("business.hours");
  const locale = useLocale();
  const isEmpty = WEEKDAYS.every((day) => value[day] === undefined);
  const put = (days: readonly (typeof WEEKDAYS)[number][], stretches: Stretch[] | undefined) => {
    const next: OpeningHours = { ...value };
    for (const day of days) {
      if (stretches === undefined) delete next[day];
      else next[day] = stretches.map((stretch) => ({ ...stretch }));
    }
    onChange(next);
  };
  return (
    <fieldset disabled={disabled} className="grid content-start gap-3">
      <legend className="mb-1 font-medium">{words?.label ?? t("label")}</legend>
      <p className="text-sm text-ink-muted">{words?.help ?? t("help")}</p>
      {isEmpty && !disabled && (
        <div className="flex flex-wrap gap-2">
          {(["continuous", "split"] as const).map((preset) => (
            <Button key={preset} size="sm" onClick={() => put(WORKING_DAYS, PRESETS[preset])}>
              {t(`preset.${preset}`)}
            </Button>
          ))}
        </div>
      )}
      <ul className="grid divide-y rounded-lg border bg-surface">
        {WEEKDAYS.map((day) => (
          <BusinessHoursDay
            key={day}
            id={`${prefix}-openingHours.${day}`}
            name={weekdayName(day, locale)}
            stretches={value[day]}
            errorOf={(path) => errorOf(`${day}.${path}`)}
            disabled={disabled}
            onOpen={() => put([day], openDay(value, day))}
            onClose={() => put([day], undefined)}
            onChange={(stretches) => put([day], stretches)}
            onCopy={(days) => put(days, value[day])}
          />
        ))}
      </ul>
    </fieldset>
  );
}
