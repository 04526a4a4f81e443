"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { Route } from "next";
import Link from "next/link";
import { AppointmentStatusBadge } from "@/components/appointments/status-look";
import { usePlace } from "@/components/frame/place";
import { useSession } from "@/components/frame/session-context";
import type { AppointmentView } from "@/lib/appointments/schema";
import { formatDate, formatDay, formatTime } from "@/lib/format";
import { contactQueries } from "./contact-queries";
import { ContactSection } from "./contact-section";

/** The visits of the person, the latest first. */
export function ContactAppointments({ contactId }: { contactId: string }) {
  const t = useTranslations("contacts.appointments");
  const visits = useQuery(contactQueries.appointments(useSession().tenant.id, contactId));
  return (
    <ContactSection
      title={t("title")}
      query={visits}
      isEmpty={(data) => data.length === 0}
      emptyText={t("none")}
    >
      {(data) => (
        <ul className="-my-1.5 divide-y">
          {data.map((visit) => (
            <VisitRow key={visit.id} visit={visit} />
          ))}
        </ul>
      )}
    </ContactSection>
  );
}

function VisitRow({ visit }: { visit: AppointmentView }) {
  const place = usePlace();
  const day = formatDay(visit.startsAt, place.timeZone);
  return (
    <li className="relative flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5 hover:bg-hover">
      <Link
        href={`/appointments?date=${day}&cita=${visit.id}` as Route}
        className="whitespace-nowrap tabular-nums after:absolute after:inset-0 after:rounded-sm"
      >
        {formatDate(visit.startsAt, place)}, {formatTime(visit.startsAt, place)}
      </Link>
      <span className="min-w-0 flex-1 truncate text-ink-muted">
        {[visit.service?.name ?? visit.title, visit.staff.name].filter(Boolean).join(" · ")}
      </span>
      <AppointmentStatusBadge status={visit.status} />
    </li>
  );
}
