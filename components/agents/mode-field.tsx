import { useTranslations } from "next-intl";
import { type Control, useController } from "react-hook-form";
import { cn } from "@/components/ui/class-names";
import type { AgentInput } from "@/lib/agents/schema";
import { MODES } from "@/lib/vocabulary";

/** How the call is carried, each way with what it means for who sits at the desk. */
export function ModeField({ control }: { control: Control<AgentInput> }) {
  const t = useTranslations("agents");
  const { field, fieldState } = useController({ control, name: "mode" });
  return (
    <fieldset className="grid gap-2 md:col-span-2">
      <legend className="mb-1.5 font-medium">{t("form.mode")}</legend>
      <div className="grid gap-2 xl:grid-cols-3">
        {MODES.map((mode) => {
          const isChosen = field.value === mode;
          const helpId = `agent-mode-${mode}-help`;
          return (
            <div
              key={mode}
              className={cn(
                "relative flex items-start gap-2.5 rounded-md border px-3 py-2.5",
                isChosen && "border-accent bg-accent-soft",
              )}
            >
              <input
                type="radio"
                id={`agent-mode-${mode}`}
                name={field.name}
                ref={isChosen ? field.ref : undefined}
                value={mode}
                checked={isChosen}
                onBlur={field.onBlur}
                onChange={() => field.onChange(mode)}
                aria-describedby={helpId}
                className="mt-0.5 size-4 shrink-0 accent-(--accent)"
              />
              <div className="grid gap-1">
                {/* The whole card chooses. */}
                <label htmlFor={`agent-mode-${mode}`} className="font-medium after:absolute after:inset-0">
                  {t(`mode.${mode}`)}
                </label>
                <p id={helpId} className="text-sm text-ink-muted">
                  {t(`modeHelp.${mode}`)}
                </p>
              </div>
            </div>
          );
        })}
      </div>
      {fieldState.error && <p className="text-sm text-failed">{fieldState.error.message}</p>}
    </fieldset>
  );
}
