"use client";

import { X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { CALLABLE_COUNTRIES } from "@/lib/tenants/rules";
import type { Country } from "@/lib/vocabulary";

type DialCountriesFieldProps = {
  id: string;
  /** Of the business. */
  own: Country;
  /** Null: its own alone. */
  value: readonly string[] | null;
  error: string | undefined;
  disabled: boolean;
  onChange: (value: string[] | null) => void;
};

export function DialCountriesField({ id, own, value, error, disabled, onChange }: DialCountriesFieldProps) {
  const t = useTranslations("dialSettings");
  const locale = useLocale();
  const chosen = value ?? [own];
  const names = useMemo(() => {
    const words = new Intl.DisplayNames(locale, { type: "region" });
    return new Map(CALLABLE_COUNTRIES.map((code) => [code, words.of(code) ?? code]));
  }, [locale]);
  const options = useMemo(
    () =>
      [...names]
        .map(([code, name]) => ({ value: code, label: name, keywords: [code, withoutAccents(name)] }))
        .sort((one, other) => one.label.localeCompare(other.label, locale)),
    [names, locale],
  );
  // Only its own means: its own, also when the business moves.
  const set = (codes: string[]) => onChange(codes.length === 1 && codes[0] === own ? null : codes);
  return (
    <div className="grid gap-2">
      <Field id={id} label={t("countries")} help={t("countriesHelp")} error={error}>
        {(control) => (
          <Combobox
            {...control}
            label={t("countriesAdd")}
            value={null}
            options={options.filter((option) => !chosen.includes(option.value))}
            placeholder={t("countriesAdd")}
            emptyText={t("countriesNone")}
            disabled={disabled}
            onChange={(code) => set([...chosen, code])}
          />
        )}
      </Field>
      <ul aria-label={t("countries")} className="flex flex-wrap gap-1.5">
        {chosen.map((code) => {
          const name = names.get(code) ?? code;
          return (
            <li
              key={code}
              className="inline-flex h-8 items-center gap-1 rounded-full border bg-surface pr-1 pl-3"
            >
              {name}
              {chosen.length > 1 && !disabled ? (
                <button
                  type="button"
                  aria-label={t("countryRemove", { country: name })}
                  onClick={() => set(chosen.filter((other) => other !== code))}
                  className="grid size-6 place-items-center rounded-full text-ink-muted hover:bg-hover hover:text-ink"
                >
                  <X aria-hidden="true" className="size-3.5" />
                </button>
              ) : (
                <span className="w-2" />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function withoutAccents(name: string): string {
  return name.normalize("NFD").replace(/\p{M}/gu, "");
}
