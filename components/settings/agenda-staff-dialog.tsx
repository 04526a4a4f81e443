"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import type { z } from "zod";
import { agendaQueries } from "@/components/appointments/agenda-queries";
import { useApplyApiError, useSchemaResolver } from "@/components/frame/api-form";
import { useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { type ServiceView, STAFF_COLORS, staffInput, type StaffView } from "@/lib/agenda/schema";
import { AgendaStaffFields } from "./agenda-staff-fields";
import { useAgendaWrites } from "./use-agenda-writes";

const staffForm = staffInput.omit({ externalId: true });
export type StaffForm = z.output<typeof staffForm>;

type AgendaStaffDialogProps = {
  /** Absent: somebody new. */
  person?: StaffView;
  onClose: () => void;
};

export function AgendaStaffDialog({ person, onClose }: AgendaStaffDialogProps) {
  const tenantId = useSession().tenant.id;
  const staff = useQuery(agendaQueries.staff(tenantId));
  const services = useQuery(agendaQueries.services(tenantId));
  // Both stand on the page below; who opens the dialog has them.
  if (!staff.data || !services.data) return null;
  const color = staff.data.length % STAFF_COLORS;
  return <StaffForm person={person} color={color} services={services.data} onClose={onClose} />;
}

type StaffFormProps = {
  person: StaffView | undefined;
  /** Of somebody new. */
  color: number;
  services: readonly ServiceView[];
  onClose: () => void;
};

function StaffForm({ person, color, services, onClose }: StaffFormProps) {
  const t = useTranslations("agendaSettings.staff");
  const tDialog = useTranslations("settings.dialog");
  const formId = useId();
  const { addStaff, changeStaff } = useAgendaWrites();
  const form = useForm<StaffForm>({
    resolver: useSchemaResolver<StaffForm, StaffForm>(staffForm),
    defaultValues: person ?? {
      name: "",
      color,
      openingHours: null,
      active: true,
      serviceIds: services.map(({ id }) => id),
    },
    shouldFocusError: false,
  });
  const applyApiError = useApplyApiError(form);
  const submit = form.handleSubmit(async (input) => {
    try {
      const saved = await (person ? changeStaff(person.id, input) : addStaff(input));
      toast.success(t("saved", { name: saved.name }));
      onClose();
    } catch (error) {
      applyApiError(error);
    }
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={person ? t("changeTitle", { name: person.name }) : t("addTitle")}
      className="max-w-xl"
      actions={
        <>
          <Button onClick={onClose}>{tDialog("cancel")}</Button>
          <Button type="submit" form={formId} variant="primary" busy={form.formState.isSubmitting}>
            {person ? t("save") : t("add")}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
        <AgendaStaffFields form={form} services={services} />
      </form>
    </Dialog>
  );
}
