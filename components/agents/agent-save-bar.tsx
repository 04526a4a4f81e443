import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";

type AgentSaveBarProps = { isNew: boolean; isDirty: boolean; isSaving: boolean; onDiscard: () => void };

/** Stays in sight above the long text: the foot of the page belongs to the live calls. Last to be reached by key. */
export function AgentSaveBar({ isNew, isDirty, isSaving, onDiscard }: AgentSaveBarProps) {
  const t = useTranslations("agents.form");
  return (
    <div className="sticky top-14 z-10 order-first -mx-1 -my-2 flex flex-wrap items-center justify-end gap-2 bg-canvas px-1 py-2 md:top-0">
      <p
        aria-live="polite"
        // Nothing to do needs no room on a phone; it is still said.
        className={cn("mr-auto text-sm text-ink-muted", !isDirty && "max-sm:sr-only")}
      >
        {isSaving ? t("saving") : isDirty ? t("unsaved") : isNew ? "" : t("noChanges")}
      </p>
      <Button className="max-sm:flex-1" disabled={!isDirty || isSaving} onClick={onDiscard}>
        {t("discard")}
      </Button>
      <Button
        type="submit"
        variant="primary"
        className="max-sm:flex-1"
        busy={isSaving}
        disabled={!isNew && !isDirty}
      >
        {t(isNew ? "create" : "save")}
      </Button>
    </div>
  );
}
