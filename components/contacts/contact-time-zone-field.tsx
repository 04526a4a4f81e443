"use client";

import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useWatch } from "react-hook-form";
import { useSession } from "@/components/frame/session-context";
import { placeOf, timeZoneChoices, timeZoneOption } from "@/components/settings/time-zones";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import type { ContactFormState } from "./contact-fields";

/** Where the person is; nothing chosen: where the business is. */
export function ContactTimeZoneField({ form }: { form: ContactFormState }) {
  const t = useTranslations("contacts.form");
  const tBusiness = useTranslations("business");
  const { tenant } = useSession();
  const value = useWatch({ control: form.control, name: "timeZone" });
  const [today] = useState(() => new Date());
  const options = useMemo(() => {
    const { near, far } = timeZoneChoices(tenant.country, value || tenant.timeZone);
    const zones = [...near, ...far].map((zone) =>
      timeZoneOption(zone, tBusiness.has(`zone.${zone}`) ? tBusiness(`zone.${zone}`) : placeOf(zone), today),
    );
    return [{ value: "", label: t("ownTimeZone") }, ...zones];
  }, [tenant.country, tenant.timeZone, value, t, tBusiness, today]);
  return (
    <Field id="contact-timeZone" label={t("timeZone")} error={form.formState.errors.timeZone?.message}>
      {(control) => (
        <Combobox
          {...control}
          label={t("timeZone")}
          value={value}
          options={options}
          placeholder={tBusiness("timeZoneSearch")}
          emptyText={tBusiness("timeZoneNone")}
          onChange={(zone) => form.setValue("timeZone", zone, { shouldDirty: true })}
        />
      )}
    </Field>
  );
}
