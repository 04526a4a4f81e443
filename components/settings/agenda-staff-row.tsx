import { useTranslations } from "next-intl";
import { staffColor } from "@/components/appointments/staff-color";
import { StatusBadge } from "@/components/ui/badge";
import type { StaffView } from "@/lib/agenda/schema";
import { AgendaRowActions } from "./agenda-row-actions";

type AgendaStaffRowProps = {
  person: StaffView;
  /** Undefined while it is not known. */
  servicesInAll: number | undefined;
  /** Both or neither: without them the row is to be read only. */
  onEdit?: () => void;
  onRemove?: () => void;
};

export function AgendaStaffRow({ person, servicesInAll, onEdit, onRemove }: AgendaStaffRowProps) {
  const t = useTranslations("agendaSettings.staff");
  const { name, color, active, openingHours, serviceIds } = person;
  const hours = openingHours ? t("ownHours") : t("businessHours");
  const services =
    serviceIds.length === servicesInAll ? t("everyService") : t("someServices", { count: serviceIds.length });
  return (
    <div className="flex items-center gap-3">
      <span
        aria-hidden="true"
        className="size-3 shrink-0 rounded-full"
        style={{ backgroundColor: staffColor(color) }}
      />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="truncate font-medium">{name}</span>
          {!active && <StatusBadge tone="ended">{t("inactive")}</StatusBadge>}
        </p>
        <p className="text-sm text-ink-muted">
          {hours}
          {servicesInAll !== undefined && servicesInAll > 0 && ` · ${services}`}
        </p>
      </div>
      {onEdit && onRemove && <AgendaRowActions name={name} onEdit={onEdit} onRemove={onRemove} />}
    </div>
  );
}
