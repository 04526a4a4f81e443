import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useForm, useWatch } from "react-hook-form";
import { toast } from "sonner";
import { z } from "zod";
import { useApplyApiError, useSchemaResolver } from "@/components/frame/api-form";
import { useSession } from "@/components/frame/session-context";
import { sendJson } from "@/lib/api-client";
import { appointmentView } from "@/lib/appointments/schema";
import { formatDay } from "@/lib/format";
import { agendaQueries } from "./agenda-queries";
import { type AppointmentForm, appointmentForm, timesOf, toFormFields } from "./appointment-form";
import { clockMinute, dayClock, timeText } from "./day-clock";
import type { GoTo } from "./use-agenda-address";
import type { AgendaData } from "./use-agenda-data";
import type { PickedTime } from "./use-pointer-moves";
import { useReplaceAppointment } from "./use-replace-appointment";
import { useSayWhen } from "./use-say-when";

const NO_SERVICE_MINUTES = 30;

type Wanted = {
  picked: Partial<PickedTime>;
  date: string;
  data: AgendaData;
  onClose: () => void;
  goTo: GoTo;
};

/** The form of a new appointment: what a click said already, and how it is booked. */
export function useNewAppointment({ picked, date, data, onClose, goTo }: Wanted) {
  const t = useTranslations("agenda.new");
  const sayWhen = useSayWhen();
  const { tenant } = useSession();
  const queries = useQueryClient();
  const replace = useReplaceAppointment();
  const form = useForm<AppointmentForm>({
    resolver: useSchemaResolver<AppointmentForm, AppointmentForm>(appointmentForm),
    defaultValues: firstValues(picked, date, data, tenant.timeZone),
    shouldFocusError: false,
  });
  const draft = useWatch({ control: form.control });
  const applyApiError = useApplyApiError(form);

  const change = (values: Partial<AppointmentForm>) => {
    const service = data.services.find(({ id }) => id === values.serviceId);
    const all = service ? { minutes: service.durationMinutes, ...values } : values;
    for (const name of Object.keys(all) as (keyof AppointmentForm)[]) {
      form.setValue(name, all[name] ?? "", { shouldDirty: true });
      form.clearErrors(name);
    }
  };
  const submit = form.handleSubmit(async (filled) => {
    try {
      const contactId = filled.isNew ? await createContact(filled, tenant.kind) : filled.contactId;
      // Should the appointment be refused, nobody is entered a second time.
      if (filled.isNew) change({ contactId, isNew: false });
      const { staffId, serviceId, notes } = filled;
      const body = {
        contactId,
        staffId,
        serviceId: serviceId || null,
        notes,
        ...timesOf(filled, tenant.timeZone),
      };
      const made = await sendJson("POST", "/api/appointments", body, appointmentView);
      replace(made);
      void queries.invalidateQueries({ queryKey: agendaQueries.all(tenant.id) });
      toast.success(t("done", { name: made.contact.name, when: sayWhen(made) }), {
        action: { label: t("show"), onClick: () => goTo({ openId: made.id }) },
      });
      goTo({ date: formatDay(made.startsAt, tenant.timeZone) });
      onClose();
    } catch (error) {
      applyApiError(toFormFields(error));
      void queries.invalidateQueries({ queryKey: agendaQueries.all(tenant.id) });
    }
  });
  return { form, draft: { ...form.formState.defaultValues, ...draft } as AppointmentForm, submit, change };
}

export type NewAppointmentForm = ReturnType<typeof useNewAppointment>;

function firstValues(
  { staffId, startsAt }: Partial<PickedTime>,
  date: string,
  { staff, services }: AgendaData,
  timeZone: string,
): AppointmentForm {
  const working = staff.filter(({ active }) => active);
  const person = staffId ?? (working.length === 1 ? working[0]?.id : undefined);
  const offered = services.filter(
    ({ id, active }) =>
      active && (!person || staff.some((one) => one.id === person && one.serviceIds.includes(id))),
  );
  const [service] = offered.length === 1 ? offered : [];
  const day = startsAt ? formatDay(startsAt, timeZone) : date;
  return {
    contactId: "",
    isNew: false,
    newName: "",
    newNumber: "",
    serviceId: service?.id ?? "",
    staffId: person ?? "",
    day,
    time: startsAt ? timeText(clockMinute(dayClock(day, timeZone), startsAt).minute) : "",
    minutes: service?.durationMinutes ?? NO_SERVICE_MINUTES,
    notes: "",
  };
}

async function createContact({ newName, newNumber }: AppointmentForm, tenantKind: string): Promise<string> {
  const body = {
    name: newName,
    kind: tenantKind === "clinic" ? "patient" : "client",
    numbers: newNumber === "" ? [] : [{ number: newNumber }],
  };
  const made = await sendJson("POST", "/api/contacts", body, z.object({ id: z.uuid() }));
  return made.id;
}
