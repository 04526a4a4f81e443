import { useLocale, useTranslations } from "next-intl";
import { type FieldErrors, get } from "react-hook-form";
import { useSession } from "@/components/frame/session-context";
import { type OpeningHours, WEEKDAYS } from "@/lib/vocabulary";
import { BusinessHoursField } from "./business-hours-field";
import { MOST_STRETCHES, weekdayName } from "./business-week";

type OwnHoursFieldProps = {
  /** Of the form: fields get the ids `<prefix>-openingHours.<day>.<index>.from`. */
  prefix: string;
  words: { label: string; help: string };
  /** Null: the business's own. */
  value: OpeningHours | null;
  errors: FieldErrors;
  onChange: (hours: OpeningHours | null) => void;
};

/** The hours of one person: the business's, or others that begin as a copy of these. */
export function OwnHoursField({ prefix, words, value, errors, onChange }: OwnHoursFieldProps) {
  const t = useTranslations("agendaSettings.staff");
  const { tenant } = useSession();
  const choose = (own: boolean) => onChange(own ? structuredClone(tenant.openingHours) : null);
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-medium">{t("hours")}</legend>
      {[false, true].map((own) => (
        <label key={String(own)} className="flex items-center gap-2.5">
          <input
            type="radio"
            name={`${prefix}-hours`}
            className="size-4 accent-accent"
            checked={(value !== null) === own}
            onChange={() => choose(own)}
          />
          {t(own ? "hoursOwn" : "hoursBusiness")}
        </label>
      ))}
      {value && (
        <BusinessHoursField
          prefix={prefix}
          words={words}
          value={value}
          errorOf={(path) => {
            const message: unknown = get(errors, `openingHours.${path}.message`);
            return typeof message === "string" ? message : undefined;
          }}
          disabled={false}
          onChange={onChange}
        />
      )}
    </fieldset>
  );
}

/** `Lunes, desde (2)`, so that a fault in the summary says where it is. */
export function useHoursLabels(): Record<string, string> {
  const t = useTranslations("business.hours");
  const locale = useLocale();
  return Object.fromEntries(
    WEEKDAYS.flatMap((day) =>
      Array.from({ length: MOST_STRETCHES }, (_, index) =>
        (["from", "to"] as const).map((end) => [
          `openingHours.${day}.${index}.${end}`,
          t(end, { day: weekdayName(day, locale), number: index + 1 }),
        ]),
      ).flat(),
    ),
  );
}
