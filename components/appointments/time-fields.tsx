"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useSession } from "@/components/frame/session-context";
import { BusinessTimeInput } from "@/components/settings/business-time-input";
import { cn } from "@/components/ui/class-names";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { StaffView } from "@/lib/agenda/schema";
import type { SlotView } from "@/lib/appointments/schema";
import { agendaQueries } from "./agenda-queries";
import { isDay } from "./calendar-day";
import { clockMinute, dayClock, timeText } from "./day-clock";

/** When and with whom, as the fields hold it. */
export interface TimeDraft {
  staffId: string;
  /** `YYYY-MM-DD`. */
  day: string;
  /** `HH:MM`. */
  time: string;
  minutes: number;
}

type TimeFieldsProps = {
  /** Of the ids of the fields: `<prefix>-<name>`. */
  prefix: string;
  draft: TimeDraft;
  errors: Partial<Record<keyof TimeDraft, string | undefined>>;
  staff: readonly StaffView[];
  /** Empty: nothing is known of its length, so no free times are offered. */
  serviceId: string;
  movingId?: string | undefined;
  onChange: (change: Partial<TimeDraft>) => void;
};

/** Person, day, time and length; free times of that day are a press away. */
export function TimeFields({ prefix, draft, errors, staff, serviceId, movingId, onChange }: TimeFieldsProps) {
  const t = useTranslations("agenda.fields");
  return (
    <>
      <Field id={`${prefix}-staffId`} label={t("staff")} error={errors.staffId}>
        {(control) => (
          <Select
            {...control}
            value={draft.staffId}
            onChange={(event) => onChange({ staffId: event.target.value })}
          >
            <option value="">{t("anybody")}</option>
            {staff
              .filter(({ id, active }) => active || id === draft.staffId)
              .map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
          </Select>
        )}
      </Field>
      <div className="grid grid-cols-2 items-start gap-3 sm:grid-cols-[minmax(0,1fr)_auto_auto]">
        <div className="max-sm:col-span-2">
          <Field id={`${prefix}-day`} label={t("day")} error={errors.day}>
            {(control) => (
              <Input
                {...control}
                type="date"
                value={draft.day}
                onChange={(event) => onChange({ day: event.target.value })}
                className="tabular-nums"
              />
            )}
          </Field>
        </div>
        <Field id={`${prefix}-time`} label={t("time")} error={errors.time}>
          {(control) => (
            <BusinessTimeInput {...control} value={draft.time} onChange={(time) => onChange({ time })} />
          )}
        </Field>
        <Field id={`${prefix}-minutes`} label={t("minutes")} error={errors.minutes}>
          {(control) => (
            <Input
              {...control}
              type="number"
              inputMode="numeric"
              min={5}
              max={1440}
              step={5}
              value={Number.isNaN(draft.minutes) ? "" : draft.minutes}
              onChange={(event) => onChange({ minutes: event.target.valueAsNumber })}
              className="w-22 tabular-nums"
            />
          )}
        </Field>
      </div>
      {serviceId !== "" && isDay(draft.day) && (
        <FreeTimes draft={draft} serviceId={serviceId} movingId={movingId} onChange={onChange} />
      )}
    </>
  );
}

type FreeTimesProps = Pick<TimeFieldsProps, "draft" | "serviceId" | "movingId" | "onChange">;

function FreeTimes({ draft, serviceId, movingId, onChange }: FreeTimesProps) {
  const t = useTranslations("agenda.fields");
  const { id: tenantId, timeZone } = useSession().tenant;
  const { staffId, day, time } = draft;
  const slots = useQuery(
    agendaQueries.slots(tenantId, { serviceId, staffId: staffId || undefined, day, movingId }),
  );
  const clock = dayClock(day, timeZone);
  const timeOf = ({ startsAt }: SlotView) => timeText(clockMinute(clock, startsAt).minute);
  // Two people may be free at the same time: one of them is enough.
  const free = slots.data?.filter(
    (slot, index, all) => all.findIndex((other) => timeOf(other) === timeOf(slot)) === index,
  );
  if (!free) return null;
  return (
    <fieldset aria-label={t("free")} className="min-w-0 grid gap-1.5">
      <span aria-hidden="true" className="text-sm text-ink-muted">
        {free.length === 0 ? t("noneFree") : t("free")}
      </span>
      {free.length > 0 && (
        <div className="flex max-h-28 flex-wrap gap-1 overflow-y-auto p-0.5">
          {free.map((slot) => {
            const text = timeOf(slot);
            const isChosen = text === time && (staffId === "" || slot.staff.id === staffId);
            return (
              <button
                key={text}
                type="button"
                data-testid="slot"
                title={slot.staff.name}
                aria-pressed={isChosen}
                onClick={() => onChange({ time: text, staffId: slot.staff.id })}
                className={cn(
                  "h-7 rounded-md border px-2 text-sm tabular-nums hover:bg-hover",
                  isChosen && "border-accent bg-accent-soft font-medium text-accent-ink",
                )}
              >
                {text}
              </button>
            );
          })}
        </div>
      )}
    </fieldset>
  );
}
