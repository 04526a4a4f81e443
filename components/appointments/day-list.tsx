"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { usePlace } from "@/components/frame/place";
import { useSession } from "@/components/frame/session-context";
import { cn } from "@/components/ui/class-names";
import type { AppointmentView } from "@/lib/appointments/schema";
import { isOpen } from "@/lib/appointments/status";
import { formatTime } from "@/lib/format";
import type { AgendaAddress } from "./agenda-address";
import { weekOf } from "./calendar-day";
import { type DayClock, dayClock } from "./day-clock";
import { closuresWithin } from "./opening";
import { staffColor } from "./staff-color";
import { AppointmentStatusBadge } from "./status-look";
import type { GoTo } from "./use-agenda-address";
import type { AgendaData } from "./use-agenda-data";
import { useOddity } from "./use-oddity";

type DayListProps = { address: AgendaAddress; data: AgendaData; today: string; goTo: GoTo };

/** One day on a phone, one after the other; the week's days stand above. */
export function DayList({ address, data, today, goTo }: DayListProps) {
  const t = useTranslations("agenda");
  const { timeZone } = useSession().tenant;
  const clock = dayClock(address.date, timeZone);
  const shown = appointmentsOf(data.appointments, clock, address.staffId);
  const closures = closuresWithin(data.closures, address.staffId ?? null, clock);
  return (
    <div data-testid="day-list" className="grid gap-3">
      <DayStrip address={address} today={today} data={data} goTo={goTo} />
      {closures.map(({ id, reason }) => (
        <p key={id} className="rounded-md bg-hover px-3 py-2 text-sm text-ink-muted">
          {reason}
        </p>
      ))}
      {shown.length === 0 && !data.isLoadingWeek && (
        <p className="rounded-lg border border-dashed px-4 py-10 text-center text-ink-muted">
          {t("emptyDay")}
        </p>
      )}
      <ul aria-label={t("appointments")} aria-busy={data.isLoadingWeek || undefined} className="grid gap-2">
        {shown.map((appointment) => (
          <DayRow key={appointment.id} appointment={appointment} data={data} goTo={goTo} />
        ))}
      </ul>
    </div>
  );
}

export function appointmentsOf(
  appointments: readonly AppointmentView[],
  { startsAt, endsAt }: Pick<DayClock, "startsAt" | "endsAt">,
  staffId: string | undefined,
): AppointmentView[] {
  return appointments
    .filter(
      (one) =>
        one.startsAt < endsAt && one.endsAt > startsAt && (staffId === undefined || one.staff.id === staffId),
    )
    .toSorted((one, other) => +one.startsAt - +other.startsAt);
}

function DayStrip({ address, data, today, goTo }: DayListProps) {
  const t = useTranslations("agenda");
  const { locale, timeZone } = usePlace();
  const write = (day: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" }).format(new Date(`${day}T12:00:00Z`));
  return (
    <fieldset aria-label={t("date")} className="min-w-0 grid grid-cols-7 gap-1">
      {weekOf(address.date).map((day) => {
        const count = appointmentsOf(data.appointments, dayClock(day, timeZone), address.staffId).filter(
          ({ status }) => status !== "cancelled",
        ).length;
        const isShown = day === address.date;
        return (
          <button
            key={day}
            type="button"
            aria-current={isShown ? "date" : undefined}
            onClick={() => goTo({ date: day })}
            className={cn(
              "grid justify-items-center rounded-md border border-transparent py-1.5 text-xs text-ink-muted",
              day === today && "border-line-strong",
              isShown && "bg-accent-soft font-medium text-accent-ink",
            )}
          >
            <span className="sr-only">{`${write(day, { dateStyle: "full" })}, ${t("count", { count })}`}</span>
            <span aria-hidden="true">{write(day, { weekday: "narrow" })}</span>
            <span aria-hidden="true" className="text-lg tabular-nums">
              {write(day, { day: "numeric" })}
            </span>
            <span aria-hidden="true" className="tabular-nums">
              {count === 0 ? "·" : count}
            </span>
          </button>
        );
      })}
    </fieldset>
  );
}

type DayRowProps = { appointment: AppointmentView; data: AgendaData; goTo: GoTo };

function DayRow({ appointment, data, goTo }: DayRowProps) {
  const place = usePlace();
  const { id, status, contact, service, title, staff, startsAt, endsAt } = appointment;
  const oddity = useOddity(data.staff, data.closures)({ startsAt, endsAt, staffId: staff.id });
  return (
    <li>
      <button
        type="button"
        data-testid="appointment-row"
        data-appointment-id={id}
        data-status={status}
        onClick={() => goTo({ openId: id })}
        style={{ borderLeftColor: staffColor(staff.color) }}
        className="flex w-full items-start gap-3 rounded-lg border border-l-4 bg-surface px-3 py-2 text-left hover:bg-hover"
      >
        <span className="grid text-sm tabular-nums">
          <span className="font-medium">{formatTime(startsAt, place)}</span>
          <span className="text-ink-muted">{formatTime(endsAt, place)}</span>
        </span>
        <span className="grid min-w-0 flex-1">
          <span
            className={cn("truncate font-medium", status === "cancelled" && "text-ink-muted line-through")}
          >
            {contact.name}
          </span>
          <span className="truncate text-sm text-ink-muted">
            {[service?.name ?? title, staff.name].filter(Boolean).join(" · ")}
          </span>
          {oddity && isOpen(status) && (
            <span className="flex items-center gap-1 text-sm text-waiting">
              <TriangleAlert aria-hidden="true" className="size-3.5 shrink-0" />
              {oddity}
            </span>
          )}
        </span>
        <AppointmentStatusBadge status={status} />
      </button>
    </li>
  );
}
