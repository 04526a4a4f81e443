"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { type Control, useController } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { AgentInput } from "@/lib/agents/schema";

/** Which agent at ElevenLabs speaks: one made on saving (null), or one that exists there. */
export function VendorAgentField({ control }: { control: Control<AgentInput> }) {
  const t = useTranslations("agents.form");
  const groupId = useId();
  const { field, fieldState, formState } = useController({ control, name: "elevenLabsAgentId" });
  const { value, onChange, onBlur, ref, name, disabled = false } = field;
  const saved = formState.defaultValues?.elevenLabsAgentId ?? null;
  const isExisting = value !== null;
  return (
    <fieldset className="grid gap-3" disabled={disabled}>
      <legend className="mb-1.5 font-medium">{t("vendorAgent")}</legend>
      <Choice
        name={groupId}
        label={t("vendorCreate")}
        help={t("vendorCreateHelp")}
        checked={!isExisting}
        onChoose={() => onChange(null)}
      />
      <Choice
        name={groupId}
        label={t("vendorExisting")}
        help={t("vendorExistingHelp")}
        checked={isExisting}
        onChoose={() => onChange(saved ?? "")}
      />
      {isExisting && (
        <div className="ml-6">
          <Field
            id="agent-elevenLabsAgentId"
            label={t("vendorId")}
            help={t("vendorIdHelp")}
            error={fieldState.error?.message}
          >
            {(control) => (
              <Input
                {...control}
                ref={ref}
                name={name}
                value={value}
                onBlur={onBlur}
                onChange={(event) => onChange(event.target.value)}
                autoComplete="off"
                spellCheck={false}
                className="font-mono"
              />
            )}
          </Field>
        </div>
      )}
    </fieldset>
  );
}

type ChoiceProps = { name: string; label: string; help: string; checked: boolean; onChoose: () => void };

function Choice({ name, label, help, checked, onChoose }: ChoiceProps) {
  const helpId = useId();
  return (
    <div className="flex gap-2.5">
      <input
        type="radio"
        id={`${helpId}-input`}
        name={name}
        checked={checked}
        onChange={onChoose}
        aria-describedby={helpId}
        className="mt-0.5 size-4 shrink-0 accent-(--accent)"
      />
      <div>
        <label htmlFor={`${helpId}-input`}>{label}</label>
        <p id={helpId} className="text-sm text-ink-muted">
          {help}
        </p>
      </div>
    </div>
  );
}
