"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { Route } from "next";
import Link from "next/link";
import { agendaQueries } from "@/components/appointments/agenda-queries";
import { dayClock } from "@/components/appointments/day-clock";
import { staffColor } from "@/components/appointments/staff-color";
import { AppointmentStatusBadge } from "@/components/appointments/status-look";
import { usePlace } from "@/components/frame/place";
import { useSession } from "@/components/frame/session-context";
import { useNow } from "@/components/live/use-now";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { mondayOf } from "@/lib/agenda/rules";
import type { AppointmentView } from "@/lib/appointments/schema";
import { isOpen } from "@/lib/appointments/status";
import { formatTime } from "@/lib/format";

const SHOWN = 6;
const REDRAWN_EVERY_MS = 60_000;

/** Who comes next today, and whether they confirmed; nothing before there is an agenda. */
export function DayAppointments({ day }: { day: string }) {
  const t = useTranslations("today.appointments");
  const { id: tenantId, timeZone } = useSession().tenant;
  const now = useNow(REDRAWN_EVERY_MS);
  const staff = useQuery(agendaQueries.staff(tenantId));
  const week = useQuery(agendaQueries.week(tenantId, mondayOf(day), timeZone));
  if (!now || !week.data || !staff.data || staff.data.length === 0) return null;
  const { startsAt, endsAt } = dayClock(day, timeZone);
  const today = week.data.filter(
    (one) => isOpen(one.status) && one.startsAt >= startsAt && one.startsAt < endsAt,
  );
  const next = today.filter((one) => one.endsAt > now);
  return (
    <Card aria-labelledby="appointments-heading" data-testid="day-appointments">
      <CardHeader
        title={t("heading")}
        titleId="appointments-heading"
        actions={
          <Link href="/appointments" className="text-accent-ink underline underline-offset-2">
            {t("all")}
          </Link>
        }
      />
      <CardBody>
        {next.length === 0 ? (
          <p className="text-ink-muted">{t(today.length === 0 ? "none" : "rest")}</p>
        ) : (
          <ol className="grid gap-1">
            {next.slice(0, SHOWN).map((appointment) => (
              <AppointmentLine key={appointment.id} appointment={appointment} />
            ))}
          </ol>
        )}
        {next.length > SHOWN && (
          <p className="mt-2 text-sm text-ink-muted">{t("more", { count: next.length - SHOWN })}</p>
        )}
      </CardBody>
    </Card>
  );
}

function AppointmentLine({ appointment }: { appointment: AppointmentView }) {
  const place = usePlace();
  const { id, startsAt, contact, service, title, staff, status } = appointment;
  return (
    <li>
      <Link
        href={`/appointments?cita=${id}` as Route}
        className="-mx-2 flex items-center gap-3 rounded-md px-2 py-1.5 hover:bg-hover"
      >
        <span className="font-medium tabular-nums">{formatTime(startsAt, place)}</span>
        <span
          aria-hidden="true"
          style={{ backgroundColor: staffColor(staff.color) }}
          className="size-2 shrink-0 rounded-full"
        />
        <span className="grid min-w-0 flex-1">
          <span className="truncate font-medium">{contact.name}</span>
          <span className="truncate text-sm text-ink-muted">
            {[service?.name ?? title, staff.name].filter(Boolean).join(" · ")}
          </span>
        </span>
        <AppointmentStatusBadge status={status} />
      </Link>
    </li>
  );
}
