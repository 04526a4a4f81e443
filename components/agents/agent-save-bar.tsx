import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";

type AgentSaveBarProps = { isNew: boolean; isDirty: boolean; isSaving: boolean; onDiscard: () => void };

/** Stays in sight above the long text: the foot of the page belongs to the live calls. Last to be reached by key. */
export function AgentSaveBar({ isNew, isDirty, isSaving, onDiscard }: AgentSaveBarProps) {
  const t = useTranslations("agents.form");
  return (
    <div className="sticky top-14 z-10 order-first -mx-1 -my-2 flex flex-wrap items-center justify-end gap-2 bg-canvas px-1 py-2 md:top-0">
      <p aria-live="polite" className="mr-auto text-sm text-ink-muted">
        {isSaving ? t("saving") : isDirty ? t("unsaved") : isNew ? "" : t("noChanges")}
      </p>
      <Button disabled={!isDirty || isSaving} onClick={onDiscard}>
        {t("discard")}
      </Button>
      <Button type="submit" variant="primary" busy={isSaving} disabled={!isNew && !isDirty}>
        {t(isNew ? "create" : "save")}
      </Button>
    </div>
  );
}
