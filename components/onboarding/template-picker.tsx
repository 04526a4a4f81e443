"use client";

import { useTranslations } from "next-intl";
import type { TemplateId } from "@/components/agents/templates";
import { cn } from "@/components/ui/class-names";

type TemplatePickerProps = {
  offered: readonly TemplateId[];
  chosen: TemplateId;
  onChoose: (id: TemplateId) => void;
};

/** What the agent is for; the fields below follow. */
export function TemplatePicker({ offered, chosen, onChoose }: TemplatePickerProps) {
  const t = useTranslations("agents.templates");
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 font-medium">{t("title")}</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {offered.map((id) => (
          <label
            key={id}
            className={cn(
              "flex min-h-12 items-center gap-3 rounded-lg border bg-surface px-4 py-3 hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
              id === chosen && "border-accent bg-accent-soft font-medium hover:bg-accent-soft",
            )}
          >
            <input
              type="radio"
              name="template"
              value={id}
              checked={id === chosen}
              onChange={() => onChoose(id)}
              className="size-4 accent-accent outline-none"
            />
            {t(id)}
          </label>
        ))}
      </div>
      <p className="text-sm text-ink-muted">{t("help")}</p>
    </fieldset>
  );
}
