"use client";

import { useTranslations } from "next-intl";
import { Select } from "@/components/ui/select";
import type { ServiceView } from "@/lib/agenda/schema";
import type { AppointmentView } from "@/lib/appointments/schema";
import { useEditAppointment } from "./use-edit-appointment";

type ServiceFieldProps = {
  appointment: AppointmentView;
  services: readonly ServiceView[];
  mayChange: boolean;
};

/** What is done; another choice is saved at once and leaves the length as it is. */
export function ServiceField({ appointment, services, mayChange }: ServiceFieldProps) {
  const t = useTranslations("agenda");
  const edit = useEditAppointment(appointment.id);
  const { service, title } = appointment;
  if (!mayChange) return <span>{(service?.name ?? title) || t("fields.noService")}</span>;
  const chosen = edit.isPending ? (edit.variables.serviceId ?? "") : (service?.id ?? "");
  return (
    <Select
      aria-label={t("panel.service")}
      value={chosen}
      onChange={(event) => edit.mutate({ serviceId: event.target.value || null })}
    >
      <option value="">{title || t("fields.noService")}</option>
      {services
        .filter(({ id, active }) => active || id === service?.id)
        .map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
    </Select>
  );
}
