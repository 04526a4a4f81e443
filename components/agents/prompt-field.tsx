"use client";

import { useTranslations } from "next-intl";
import { type Control, type FieldPath, type UseFormRegisterReturn, useWatch } from "react-hook-form";
import { useMay } from "@/components/frame/session-context";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { AgentInput } from "@/lib/agents/schema";

type PromptFieldProps = {
  name: Extract<FieldPath<AgentInput>, "prompt" | "firstMessage">;
  control: Control<AgentInput>;
  registered: UseFormRegisterReturn;
  maxCharacters: number;
  error: string | undefined;
  className: string;
};

/** A roomy text with a count of its characters; who may not change it still reads and scrolls it. */
export function PromptField({
  name,
  control,
  registered,
  maxCharacters,
  error,
  className,
}: PromptFieldProps) {
  const t = useTranslations("agents.form");
  const mayEdit = useMay("admin");
  const count = useWatch({ control, name }).length;
  return (
    <Field
      id={`agent-${name}`}
      label={t(name)}
      error={error}
      help={
        <span className="flex flex-wrap justify-between gap-x-6">
          <span className="max-w-2xl">{t(`${name}Help`)}</span>
          <span className={count > maxCharacters ? "font-medium text-failed tabular-nums" : "tabular-nums"}>
            {t("characters", { count, max: maxCharacters })}
          </span>
        </span>
      }
    >
      {(field) => <Textarea {...field} {...registered} readOnly={!mayEdit} className={className} />}
    </Field>
  );
}
