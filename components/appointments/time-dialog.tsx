"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { useForm, useWatch } from "react-hook-form";
import { useSchemaResolver } from "@/components/frame/api-form";
import { useSession } from "@/components/frame/session-context";
import { FormFaults } from "@/components/settings/form-faults";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { AppointmentView } from "@/lib/appointments/schema";
import { formatDay } from "@/lib/format";
import { timeDraft, timesOf } from "./appointment-form";
import { clockMinute, dayClock, timeText } from "./day-clock";
import { isSamePlace } from "./proposal";
import { type TimeDraft, TimeFields } from "./time-fields";
import type { AgendaData } from "./use-agenda-data";
import { useMoveAppointment } from "./use-move-appointment";
import { useOddity } from "./use-oddity";

const PREFIX = "move-appointment";

type TimeDialogProps = { appointment: AppointmentView; data: AgendaData; onClose: () => void };

/** Another time by typing it or by choosing a free one: for days that are not on screen. */
export function TimeDialog({ appointment, data, onClose }: TimeDialogProps) {
  const t = useTranslations("agenda");
  const tCommon = useTranslations("common");
  const formId = useId();
  const { timeZone } = useSession().tenant;
  const move = useMoveAppointment();
  const oddity = useOddity(data.staff, data.closures);
  const form = useForm<TimeDraft>({
    resolver: useSchemaResolver<TimeDraft, TimeDraft>(timeDraft),
    defaultValues: draftOf(appointment, timeZone),
    shouldFocusError: false,
  });
  const draft = { ...draftOf(appointment, timeZone), ...useWatch({ control: form.control }) };
  const { errors } = form.formState;
  const change = (values: Partial<TimeDraft>) => {
    for (const name of Object.keys(values) as (keyof TimeDraft)[]) {
      form.setValue(name, values[name] ?? "");
      form.clearErrors(name);
    }
  };
  const submit = form.handleSubmit((filled) => {
    const to = { staffId: filled.staffId, ...timesOf(filled, timeZone) };
    if (!isSamePlace(to, { ...appointment, staffId: appointment.staff.id })) {
      move({ appointment, to, warning: oddity(to) });
    }
    onClose();
  });
  const labels = {
    staffId: t("fields.staff"),
    day: t("fields.day"),
    time: t("fields.time"),
    minutes: t("fields.minutes"),
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("panel.timeTitle", { name: appointment.contact.name })}
      actions={
        <>
          <Button onClick={onClose}>{tCommon("cancel")}</Button>
          <Button type="submit" form={formId} variant="primary">
            {t("panel.moveHere")}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
        <FormFaults formState={form.formState} prefix={PREFIX} labels={labels} />
        <TimeFields
          prefix={PREFIX}
          draft={draft}
          errors={{
            staffId: errors.staffId?.message,
            day: errors.day?.message,
            time: errors.time?.message,
            minutes: errors.minutes?.message,
          }}
          staff={data.staff}
          serviceId={appointment.service?.id ?? ""}
          movingId={appointment.id}
          onChange={change}
        />
      </form>
    </Dialog>
  );
}

function draftOf({ startsAt, endsAt, staff }: AppointmentView, timeZone: string): TimeDraft {
  const day = formatDay(startsAt, timeZone);
  return {
    staffId: staff.id,
    day,
    time: timeText(clockMinute(dayClock(day, timeZone), startsAt).minute),
    minutes: Math.round((+endsAt - +startsAt) / 60_000),
  };
}
