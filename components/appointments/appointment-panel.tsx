"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarClock, ChevronLeft, PhoneOutgoing, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Route } from "next";
import Link from "next/link";
import { useEffect, useRef, useState } from "react";
import { useDial } from "@/components/dial/use-dial";
import { LoadError } from "@/components/frame/load-error";
import { usePlace } from "@/components/frame/place";
import { useMay, useSession } from "@/components/frame/session-context";
import { useShortcut } from "@/components/frame/use-shortcut";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PhoneButton } from "@/components/ui/phone-number";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { ApiError } from "@/lib/api-client";
import type { AppointmentDetail } from "@/lib/appointments/schema";
import { isOpen } from "@/lib/appointments/status";
import { formatDay, formatLongDate, formatTime } from "@/lib/format";
import { agendaQueries } from "./agenda-queries";
import { AppointmentHistory } from "./appointment-history";
import { AppointmentNotes } from "./appointment-notes";
import { ServiceField } from "./service-field";
import { StatusActions } from "./status-actions";
import { AppointmentStatusBadge } from "./status-look";
import { TimeDialog } from "./time-dialog";
import type { GoTo } from "./use-agenda-address";
import type { AgendaData } from "./use-agenda-data";
import { useOddity } from "./use-oddity";

type AppointmentPanelProps = {
  appointmentId: string;
  data: AgendaData;
  /** On screen beside it. */
  days: readonly string[];
  goTo: GoTo;
};

/** One appointment, beside the agenda on wide screens and instead of it on narrow ones. */
export function AppointmentPanel({ appointmentId, data, days, goTo }: AppointmentPanelProps) {
  const t = useTranslations("agenda.panel");
  const { id: tenantId, timeZone } = useSession().tenant;
  const appointment = useQuery(agendaQueries.detail(tenantId, appointmentId));
  const close = () => goTo({ openId: undefined });
  useShortcut("Escape", close);
  const startsAt = appointment.data?.startsAt;
  useShowDay(startsAt && formatDay(startsAt, timeZone), days, goTo);
  return (
    <article
      aria-label={t("title")}
      data-testid="appointment-panel"
      className="relative grid content-start gap-4 xl:sticky xl:top-6 xl:max-h-[calc(100dvh-3rem)] xl:overflow-y-auto xl:rounded-lg xl:border xl:bg-surface xl:p-4"
    >
      {/* On narrow screens it is the page. */}
      <h1 className="sr-only xl:hidden">{t("title")}</h1>
      <Button variant="ghost" size="sm" onClick={close} className="-ml-2 justify-self-start xl:hidden">
        <ChevronLeft aria-hidden="true" />
        {t("back")}
      </Button>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={t("close")}
        onClick={close}
        className="absolute top-3 right-3 max-xl:hidden"
      >
        <X aria-hidden="true" />
      </Button>
      {appointment.isPending && <PanelSkeleton />}
      {appointment.isError &&
        (appointment.error instanceof ApiError && appointment.error.status === 404 ? (
          <EmptyState title={t("notFound")} />
        ) : (
          <LoadError error={appointment.error} onRetry={() => void appointment.refetch()} />
        ))}
      {appointment.data && <PanelBody appointment={appointment.data} data={data} />}
    </article>
  );
}

/** Who comes by a link from elsewhere sees the day around the appointment; afterwards the reader leafs as they like. */
function useShowDay(day: string | undefined, days: readonly string[], goTo: GoTo): void {
  const isDone = useRef(false);
  const isShown = day === undefined || days.includes(day);
  useEffect(() => {
    if (day === undefined || isDone.current) return;
    isDone.current = true;
    if (!isShown) goTo({ date: day });
  }, [day, isShown, goTo]);
}

type PanelBodyProps = { appointment: AppointmentDetail; data: AgendaData };

function PanelBody({ appointment, data }: PanelBodyProps) {
  const t = useTranslations("agenda.panel");
  const mayChange = useMay("operator");
  return (
    <>
      <Who appointment={appointment} />
      <When appointment={appointment} data={data} />
      {mayChange && <StatusActions appointment={appointment} />}
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2">
        <dt className="text-ink-muted">{t("service")}</dt>
        <dd className="min-w-0">
          <ServiceField appointment={appointment} services={data.services} mayChange={mayChange} />
        </dd>
        <dt className="text-ink-muted">{t("staff")}</dt>
        <dd>{appointment.staff.name}</dd>
        {appointment.externalId && (
          <>
            <dt className="text-ink-muted">{t("externalId")}</dt>
            <dd className="truncate font-mono text-sm">{appointment.externalId}</dd>
          </>
        )}
      </dl>
      <AppointmentNotes key={appointment.id} appointment={appointment} mayChange={mayChange} />
      <AppointmentHistory events={appointment.events} />
    </>
  );
}

function Who({ appointment: { id, contact, status } }: Pick<PanelBodyProps, "appointment">) {
  const t = useTranslations("agenda.panel");
  const { tenant } = useSession();
  const mayDial = useMay("operator");
  const dial = useDial();
  const { number } = contact;
  return (
    <header className="grid justify-items-start gap-2 xl:pr-10">
      <h2 className="text-xl font-semibold tracking-tight">
        <Link
          href={`/contacts/${contact.id}` as Route}
          className="underline decoration-line-strong underline-offset-4 hover:decoration-ink"
        >
          {contact.name}
        </Link>
      </h2>
      <AppointmentStatusBadge status={status} />
      {number ? (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 pl-2">
          <PhoneButton number={number} country={tenant.country} />
          {mayDial && isOpen(status) && (
            <Button
              size="sm"
              onClick={() =>
                dial(number, { contactId: contact.id, appointmentId: id, purpose: "confirmation" })
              }
            >
              <PhoneOutgoing aria-hidden="true" />
              {t("call")}
            </Button>
          )}
        </div>
      ) : (
        <p className="text-sm text-ink-muted">{t("noNumber")}</p>
      )}
    </header>
  );
}

function When({ appointment, data }: PanelBodyProps) {
  const t = useTranslations("agenda.panel");
  const place = usePlace();
  const mayChange = useMay("operator");
  const [isMoving, setIsMoving] = useState(false);
  const { startsAt, endsAt, staff, status } = appointment;
  const oddity = useOddity(data.staff, data.closures)({ startsAt, endsAt, staffId: staff.id });
  return (
    <section aria-label={t("when")} className="grid justify-items-start gap-2">
      <p data-testid="appointment-when" className="tabular-nums">
        <span className="block first-letter:uppercase">{formatLongDate(startsAt, place)}</span>
        <span className="text-lg font-medium">
          {formatTime(startsAt, place)}–{formatTime(endsAt, place)}
        </span>
      </p>
      {oddity && isOpen(status) && <p className="text-sm text-waiting">{oddity}</p>}
      {mayChange && isOpen(status) && (
        <Button size="sm" onClick={() => setIsMoving(true)}>
          <CalendarClock aria-hidden="true" />
          {t("changeTime")}
        </Button>
      )}
      {isMoving && <TimeDialog appointment={appointment} data={data} onClose={() => setIsMoving(false)} />}
    </section>
  );
}

function PanelSkeleton() {
  return (
    <Loading>
      <div className="grid gap-4">
        <Skeleton className="h-7 w-48" />
        <Skeleton className="h-6 w-28" />
        <Skeleton className="h-12 w-56" />
        <Skeleton className="h-24" />
      </div>
    </Loading>
  );
}
