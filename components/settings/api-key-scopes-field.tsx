"use client";

import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { scopesAllow } from "@/lib/api-keys/rules";
import { API_SCOPES, type ApiScope } from "@/lib/vocabulary";

type ApiKeyScopesFieldProps = {
  id: string;
  label: string;
  chosen: readonly ApiScope[];
  error: string | undefined;
  onChange: (scopes: ApiScope[]) => void;
};

/** What a program may do, in a receptionist's words; who may change a thing may see it, and the boxes say so. */
export function ApiKeyScopesField({ id, label, chosen, error, onChange }: ApiKeyScopesFieldProps) {
  const t = useTranslations("apiKeys");
  const errorId = useId();
  const isIncluded = (scope: ApiScope) => !chosen.includes(scope) && scopesAllow(chosen, scope);
  const toggle = (scope: ApiScope, on: boolean) =>
    onChange(on ? [...chosen, scope] : chosen.filter((other) => other !== scope));
  return (
    <fieldset id={id} tabIndex={-1} aria-describedby={error ? errorId : undefined} className="grid gap-2">
      <legend className="mb-1.5 font-medium">{label}</legend>
      {API_SCOPES.map((scope) => (
        <label key={scope} className="flex items-start gap-2.5">
          <input
            type="checkbox"
            className="mt-0.5 size-4 shrink-0 accent-accent"
            checked={chosen.includes(scope) || isIncluded(scope)}
            disabled={isIncluded(scope)}
            onChange={(event) => toggle(scope, event.target.checked)}
          />
          <span>
            {t(`scope.${scope}`)}
            <span className="block text-sm text-ink-muted">{t(`scopeHelp.${scope}`)}</span>
          </span>
        </label>
      ))}
      {error && (
        <p id={errorId} className="flex items-start gap-1.5 text-sm text-failed">
          <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          {error}
        </p>
      )}
    </fieldset>
  );
}
