"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { type Control, useController } from "react-hook-form";
import type { z } from "zod";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { formatTime } from "@/lib/format";
import type { tenantInput } from "@/lib/tenants/schema";
import type { Country } from "@/lib/vocabulary";
import { COUNTRY_TIME_ZONES, placeOf, timeZoneChoices, timeZoneOption } from "./time-zones";

type TimeZoneFieldProps = {
  control: Control<z.output<typeof tenantInput>>;
  country: Country;
  disabled: boolean;
};

/** The country's zones first; offers them when the zone is of another country, but never changes it by itself. */
export function TimeZoneField({ control, country, disabled }: TimeZoneFieldProps) {
  const t = useTranslations("business");
  const locale = useLocale();
  const { field, fieldState } = useController({ control, name: "timeZone" });
  const [now] = useState(() => new Date());
  const { value, onChange } = field;
  const options = useMemo(() => {
    const { near, far } = timeZoneChoices(country, value);
    return [...near, ...far].map((zone) =>
      timeZoneOption(zone, t.has(`zone.${zone}`) ? t(`zone.${zone}`) : placeOf(zone), now),
    );
  }, [country, value, now, t]);
  const proposed = COUNTRY_TIME_ZONES[country][0];
  const isForeign = !COUNTRY_TIME_ZONES[country].includes(value);
  return (
    <div className="grid gap-2">
      <Field
        id="business-timeZone"
        label={t("timeZone")}
        help={t("timeZoneHelp", { time: formatTime(now, { locale, timeZone: value }) })}
        error={fieldState.error?.message}
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
