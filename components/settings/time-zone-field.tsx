"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useNow } from "@/components/live/use-now";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { formatTime } from "@/lib/format";
import type { Country } from "@/lib/vocabulary";
import { COUNTRY_TIME_ZONES, placeOf, timeZoneChoices, timeZoneOption } from "./time-zones";

const REDRAWN_EVERY_MS = 10_000;

type TimeZoneFieldProps = {
  id: string;
  value: string;
  country: Country;
  error: string | undefined;
  disabled?: boolean;
  onChange: (timeZone: string) => void;
};

/** The country's zones first; offers them when the zone is of another country, but never changes it by itself. */
export function TimeZoneField({ id, value, country, error, disabled = false, onChange }: TimeZoneFieldProps) {
  const t = useTranslations("business");
  const locale = useLocale();
  const now = useNow(REDRAWN_EVERY_MS);
  // Offsets are of today; anew every second they would only cost.
  const [today] = useState(() => new Date());
  const options = useMemo(() => {
    const { near, far } = timeZoneChoices(country, value);
    return [...near, ...far].map((zone) =>
      timeZoneOption(zone, t.has(`zone.${zone}`) ? t(`zone.${zone}`) : placeOf(zone), today),
    );
  }, [country, value, today, t]);
  const proposed = COUNTRY_TIME_ZONES[country][0];
  const isForeign = !COUNTRY_TIME_ZONES[country].includes(value);
  return (
    <div className="grid gap-2">
      <Field
        id={id}
        label={t("timeZone")}
        help={now && t("timeZoneHelp", { time: formatTime(now, { locale, timeZone: value }) })}
        error={error}
      >
        {(field) => (
          <Combobox
            {...field}
            label={t("timeZone")}
            value={value}
            options={options}
            placeholder={t("timeZoneSearch")}
            emptyText={t("timeZoneNone")}
            disabled={disabled}
            onChange={onChange}
          />
        )}
      </Field>
      {isForeign && !disabled && (
        <div>
          <Button size="sm" onClick={() => onChange(proposed)}>
            {t("timeZoneUse", {
              zone: t(`zone.${proposed}`),
              country: t(`country.${country}`),
            })}
          </Button>
        </div>
      )}
    </div>
  );
}
