"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { LoadError } from "@/components/frame/load-error";
import { usePlace } from "@/components/frame/place";
import { useMay, useSession } from "@/components/frame/session-context";
import { useShortcut } from "@/components/frame/use-shortcut";
import { useNow } from "@/components/live/use-now";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { PageHeader } from "@/components/ui/page-header";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { formatDay } from "@/lib/format";
import type { AgendaAddress } from "./agenda-address";
import { AgendaGrid } from "./agenda-grid";
import { AgendaSummary } from "./agenda-summary";
import { AgendaToolbar } from "./agenda-toolbar";
import { AppointmentPanel } from "./appointment-panel";
import { weekOf } from "./calendar-day";
import { dayClock } from "./day-clock";
import { appointmentsOf, DayList } from "./day-list";
import { EmptyAgenda } from "./empty-agenda";
import { NewAppointment } from "./new-appointment";
import { type GoTo, useAgendaAddress } from "./use-agenda-address";
import { type AgendaData, useAgendaData } from "./use-agenda-data";
import type { PickedTime } from "./use-pointer-moves";

const REDRAWN_EVERY_MS = 60_000;

/** Who comes when, and did they confirm? */
export function Agenda() {
  const { timeZone } = useSession().tenant;
  const now = useNow(REDRAWN_EVERY_MS);
  if (!now) return null;
  return <AgendaOf today={formatDay(now, timeZone)} />;
}

function AgendaOf({ today }: { today: string }) {
  const t = useTranslations("agenda");
  const { timeZone } = useSession().tenant;
  const mayBook = useMay("operator");
  const [address, goTo] = useAgendaAddress(today);
  const [picked, setPicked] = useState<Partial<PickedTime>>();
  const data = useAgendaData(address.date);
  const isUsable = data.staff.some(({ active }) => active) && data.services.some(({ active }) => active);
  const book = () => mayBook && isUsable && setPicked({ staffId: address.staffId ?? null });
  useShortcut("n", book);
  const days = address.view === "week" ? weekOf(address.date) : [address.date];
  const period = {
    startsAt: dayClock(days[0] ?? address.date, timeZone).startsAt,
    endsAt: dayClock(days.at(-1) ?? address.date, timeZone).endsAt,
  };
  return (
    <div className="grid gap-4">
      <div className={cn("grid gap-4", address.openId && "max-xl:hidden")}>
        <PageHeader
          title={t("title")}
          description={<Period days={days} />}
          actions={
            mayBook &&
            isUsable && (
              <Button variant="primary" title={t("keyHint", { key: "n" })} onClick={book}>
                <Plus aria-hidden="true" />
                {t("new.open")}
              </Button>
            )
          }
        />
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
          <AgendaToolbar address={address} staff={data.staff} today={today} goTo={goTo} />
          <AgendaSummary appointments={appointmentsOf(data.appointments, period, address.staffId)} />
        </div>
      </div>
      <div className={cn("grid items-start gap-6", address.openId && "xl:grid-cols-[minmax(0,1fr)_24rem]")}>
        <div className={cn("min-w-0", address.openId && "max-xl:hidden")}>
          <AgendaBody address={address} data={data} today={today} goTo={goTo} onPick={setPicked} />
        </div>
        {address.openId && (
          <AppointmentPanel
            key={address.openId}
            appointmentId={address.openId}
            data={data}
            days={days}
            goTo={goTo}
          />
        )}
      </div>
      {picked && (
        <NewAppointment
          picked={picked}
          date={address.date}
          data={data}
          onClose={() => setPicked(undefined)}
          goTo={goTo}
        />
      )}
    </div>
  );
}

type AgendaBodyProps = {
  address: AgendaAddress;
  data: AgendaData;
  today: string;
  goTo: GoTo;
  onPick: (picked: PickedTime) => void;
};

function AgendaBody({ address, data, today, goTo, onPick }: AgendaBodyProps) {
  if (data.error) return <LoadError error={data.error} onRetry={data.retry} />;
  if (!data.isReady) {
    return (
      <Loading>
        <Skeleton className="h-[60dvh] rounded-lg" />
      </Loading>
    );
  }
  const lack = !data.staff.some(({ active }) => active)
    ? "staff"
    : !data.services.some(({ active }) => active)
      ? "services"
      : undefined;
  if (lack && data.appointments.length === 0) return <EmptyAgenda lack={lack} />;
  return (
    <>
      <div className="max-md:hidden">
        <AgendaGrid address={address} data={data} today={today} goTo={goTo} onPick={onPick} />
      </div>
      <div className="md:hidden">
        <DayList address={address} data={data} today={today} goTo={goTo} />
      </div>
    </>
  );
}

/** `jueves, 5 de marzo de 2026`, or from when to when. */
function Period({ days }: { days: readonly string[] }) {
  const { locale } = usePlace();
  const [first, last] = [days[0], days.at(-1)].map((day) => new Date(`${day}T12:00:00Z`));
  if (!first || !last) return null;
  const isOne = days.length === 1;
  const options: Intl.DateTimeFormatOptions = isOne
    ? { dateStyle: "full", timeZone: "UTC" }
    : { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" };
  const format = new Intl.DateTimeFormat(locale, options);
  return (
    // Server and browser may know the words of a language in different editions.
    <span data-testid="agenda-period" suppressHydrationWarning>
      {isOne ? format.format(first) : format.formatRange(first, last)}
    </span>
  );
}
