import { useTranslations } from "next-intl";
import { useId } from "react";
import { type Control, useController } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { AgentInput } from "@/lib/agents/schema";
import { LANGUAGE_MODELS } from "@/lib/vocabulary";

/** The known ones are offered; a newer one can be written. */
export function ModelField({ control }: { control: Control<AgentInput> }) {
  const t = useTranslations("agents.model");
  const listId = useId();
  const { field, fieldState } = useController({ control, name: "model" });
  return (
    <Field
      id="agent-model"
      label={t("label")}
      help={t("help", { models: LANGUAGE_MODELS.join(", ") })}
      error={fieldState.error?.message}
    >
      {(props) => (
        <>
          <Input
            {...props}
            ref={field.ref}
            name={field.name}
            value={field.value ?? ""}
            onBlur={field.onBlur}
            onChange={({ target }) => field.onChange(target.value === "" ? null : target.value)}
            placeholder={t("usual")}
            list={listId}
            autoComplete="off"
            spellCheck={false}
          />
          <datalist id={listId}>
            {LANGUAGE_MODELS.map((model) => (
              <option key={model} value={model}>
                {model}
              </option>
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}
