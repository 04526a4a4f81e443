import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Agenda } from "@/components/appointments/agenda";
import { addressOf } from "@/components/appointments/agenda-address";
import { agendaQueries, weekPeriod } from "@/components/appointments/agenda-queries";
import { mondayOf } from "@/lib/agenda/rules";
import { listClosures } from "@/lib/agenda/closures";
import { listServices } from "@/lib/agenda/services";
import { listStaff } from "@/lib/agenda/staff";
import { getAppointmentDetail, listAppointments } from "@/lib/appointments/get-appointment";
import { formatDay } from "@/lib/format";
import { answer, Prefetched } from "../prefetch";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("agenda");
  return { title: t("title") };
}

export default async function AppointmentsPage({ searchParams }: PageProps<"/appointments">) {
  const search = new URLSearchParams(
    Object.entries(await searchParams).flatMap(([key, value]): [string, string][] =>
      typeof value === "string" ? [[key, value]] : [],
    ),
  );
  return (
    <Prefetched
      ask={({ tenant: { id, timeZone }, scope }) => {
        const { date, openId } = addressOf(search, formatDay(new Date(), timeZone));
        const monday = mondayOf(date);
        const period = weekPeriod(monday, timeZone);
        return [
          answer(agendaQueries.week(id, monday, timeZone), () => listAppointments(scope, period)),
          answer(agendaQueries.closures(id, monday, timeZone), () => listClosures(scope, period)),
          answer(agendaQueries.staff(id), () => listStaff(scope)),
          answer(agendaQueries.services(id), () => listServices(scope)),
          ...(openId
            ? [answer(agendaQueries.detail(id, openId), () => getAppointmentDetail(scope, openId))]
            : []),
        ];
      }}
    >
      <Agenda />
    </Prefetched>
  );
}
