import { useTranslations } from "next-intl";
import { StatusBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { VariableSource } from "@/lib/agents/rules";
import { BUILT_IN_VARIABLES } from "@/lib/agents/variables";

type VariableRowProps = {
  source: VariableSource;
  error: string | undefined;
  /** A default; the empty text: each call brings it; undefined: nobody does. */
  onChange: (value: string | undefined) => void;
};

export function VariableRow({ source: { name, source, value, isUsed }, error, onChange }: VariableRowProps) {
  const t = useTranslations("agents.variables");
  const builtIn = BUILT_IN_VARIABLES.find((known) => known === name);
  const id = `agent-variables.${name}`;
  const help = builtIn ? t(`builtIn.${builtIn}`) : source === "call" ? t("fromCallHelp") : t("defaultHelp");
  return (
    <li className="grid gap-2 border-b pb-4 last:border-b-0 last:pb-0">
      <Field
        id={id}
        label={
          <span className="inline-flex flex-wrap items-center gap-2">
            <code className="font-mono text-sm">{`{{${name}}}`}</code>
            {source === "missing" && <StatusBadge tone="waiting">{t("missing")}</StatusBadge>}
            {!isUsed && <StatusBadge tone="ended">{t("unused")}</StatusBadge>}
          </span>
        }
        help={help}
        error={error}
      >
        {(control) => (
          <div className="grid items-center gap-x-4 gap-y-2 sm:grid-cols-[minmax(0,1fr)_auto]">
            <Input
              {...control}
              value={value}
              placeholder={t("defaultPlaceholder")}
              autoComplete="off"
              onChange={({ target }) => onChange(target.value === "" ? undefined : target.value)}
            />
            {!isUsed ? (
              <Button size="sm" variant="ghost" onClick={() => onChange(undefined)}>
                {t("remove")}
              </Button>
            ) : (
              !builtIn && (
                <label className="inline-flex min-h-9 items-center gap-2 text-sm">
                  <input
                    type="checkbox"
                    checked={source === "call"}
                    onChange={({ target }) => onChange(target.checked ? "" : undefined)}
                    className="size-4 accent-(--accent)"
                  />
                  {t("fromCall")}
                </label>
              )
            )}
          </div>
        )}
      </Field>
    </li>
  );
}
