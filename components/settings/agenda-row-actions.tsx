import { Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";

type AgendaRowActionsProps = { name: string; onEdit: () => void; onRemove: () => void };

export function AgendaRowActions({ name, onEdit, onRemove }: AgendaRowActionsProps) {
  const t = useTranslations("agendaSettings.row");
  const [change, remove] = [t("change", { name }), t("remove", { name })];
  return (
    <span className="flex shrink-0">
      <Button variant="ghost" size="icon-sm" aria-label={change} title={change} onClick={onEdit}>
        <Pencil aria-hidden="true" />
      </Button>
      <Button variant="ghost" size="icon-sm" aria-label={remove} title={remove} onClick={onRemove}>
        <Trash2 aria-hidden="true" />
      </Button>
    </span>
  );
}
