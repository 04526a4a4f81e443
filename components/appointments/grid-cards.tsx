"use client";

import { useTranslations } from "next-intl";
import { usePlace } from "@/components/frame/place";
import { useMay } from "@/components/frame/session-context";
import { isOpen } from "@/lib/appointments/status";
import type { AgendaAddress } from "./agenda-address";
import { AppointmentCard } from "./appointment-card";
import { clockMinute, timeText } from "./day-clock";
import { styleOf } from "./grid-shape";
import type { AgendaData } from "./use-agenda-data";
import type { GridContent } from "./use-grid-content";
import { useOddity } from "./use-oddity";

const DAY_MINUTES = 1440;

type GridCardsProps = { address: AgendaAddress; data: AgendaData; content: GridContent };

/** Every appointment in its place: column by column, each in order of time. */
export function GridCards({ address, data, content: { shape, placed } }: GridCardsProps) {
  const t = useTranslations("agenda");
  const { locale } = usePlace();
  const mayMove = useMay("operator");
  const oddity = useOddity(data.staff, data.closures);
  const write = new Intl.DateTimeFormat(locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
    timeZone: "UTC",
  });
  const days = shape.columns.map(({ clock }) => write.format(new Date(`${clock.day}T12:00:00Z`)));
  const entryId =
    placed.find(({ appointment }) => appointment.id === address.openId)?.appointment.id ??
    placed[0]?.appointment.id;
  return (
    <ul aria-label={t("appointments")} className="contents">
      {placed.map((one) => {
        const { appointment, column } = one;
        const { id, status, contact, service, title, staff, startsAt, endsAt } = appointment;
        const clock = shape.columns[column]?.clock;
        const text = (instant: Date) =>
          clock ? timeText((clockMinute(clock, instant).minute + DAY_MINUTES) % DAY_MINUTES) : "";
        return (
          <AppointmentCard
            key={id}
            id={id}
            status={status}
            name={contact.name}
            what={service?.name ?? title}
            color={staff.color}
            fromText={text(startsAt)}
            toText={text(endsAt)}
            place={`${days[column]}, ${staff.name}`}
            oddity={isOpen(status) ? oddity({ startsAt, endsAt, staffId: staff.id }) : undefined}
            isOpen={id === address.openId}
            isMovable={mayMove && isOpen(status)}
            isEntry={id === entryId}
            {...styleOf(shape, one)}
          />
        );
      })}
    </ul>
  );
}
