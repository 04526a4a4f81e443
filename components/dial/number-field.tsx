"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import {
  type DialRules,
  formatTyped,
  formatWhole,
  type NumberReading,
  type PhoneLibrary,
} from "./read-number";

type NumberFieldProps = {
  value: string;
  library: PhoneLibrary | undefined;
  rules: DialRules;
  reading: NumberReading | undefined;
  /** The server's or the form's; ours speaks once the member has left the field. */
  error: string | undefined;
  onChange: (typed: string) => void;
};

/** Groups the digits while they are typed, says which country they are of, and what is wrong with them. */
export function NumberField({ value, library, rules, reading, error, onChange }: NumberFieldProps) {
  const t = useTranslations("dial.number");
  const locale = useLocale();
  const [hasLeft, setHasLeft] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  // The dialog is for typing this; it may have been waiting for its data with the focus elsewhere.
  useEffect(() => box.current?.focus(), []);
  const fault = reading?.fault;
  // A number is too short until it is whole: that is no mistake while somebody is typing it.
  const shownFault = fault && (fault !== "too_short" || hasLeft) ? fault : undefined;
  const country = reading?.country;
  const place = country && new Intl.DisplayNames(locale, { type: "region" }).of(country);
  return (
    <Field
      id="dial-to"
      label={t("label")}
      help={
        <span aria-live="polite">
          {place ? t(reading?.number ? "of" : "readAs", { country: place }) : t("unknownCountry")}
        </span>
      }
      error={error ?? (shownFault && t(`faults.${shownFault}`, { country: place ?? "" }))}
    >
      {(control) => (
        <span className="relative block">
          <span
            aria-hidden="true"
            className="absolute inset-y-0 left-0 grid w-12 place-items-center font-medium text-ink-muted"
          >
            {country ?? "+"}
          </span>
          <Input
            {...control}
            data-testid="dial-number"
            type="tel"
            autoComplete="off"
            inputMode="tel"
            ref={box}
            value={value}
            onFocus={() => setHasLeft(false)}
            onBlur={() => {
              setHasLeft(value.trim() !== "");
              if (library && reading?.number) onChange(formatWhole(library, reading.number, rules.country));
            }}
            onChange={({ target }) => {
              const typed = target.value;
              const isGrowing = typed.length > value.length && target.selectionStart === typed.length;
              // Corrections in the middle stay as typed: regrouping would carry the cursor away.
              onChange(library && isGrowing ? formatTyped(library, typed, rules.country) : typed);
            }}
            className="h-12 pl-12 text-xl! tabular-nums"
          />
        </span>
      )}
    </Field>
  );
}
