"use client";

import { useTranslations } from "next-intl";
import type { Route } from "next";
import Link from "next/link";
import { z } from "zod";
import { Instant } from "@/components/calls/instant";
import { usePlace } from "@/components/frame/place";
import type { AppointmentDetail } from "@/lib/appointments/schema";
import { formatTime } from "@/lib/format";
import { useSayWhen } from "./use-say-when";

type AppointmentEvent = AppointmentDetail["events"][number];

const moved = z.object({ startsAt: z.tuple([z.coerce.date(), z.coerce.date()]) });
const CHANGED = ["staffId", "serviceId", "title", "endsAt", "notes", "externalId"] as const;
const reasoned = z.object({ reason: z.string() });

/** What happened to it, who did it, and in which call; the newest first. */
export function AppointmentHistory({ events }: { events: readonly AppointmentEvent[] }) {
  const t = useTranslations("agenda.panel");
  return (
    <section aria-labelledby="appointment-history" className="grid gap-2 border-t pt-4">
      <h3 id="appointment-history" className="font-medium">
        {t("history")}
      </h3>
      <ol data-testid="appointment-history" className="grid gap-2.5">
        {events.toReversed().map((event) => (
          <HistoryLine key={event.id} event={event} />
        ))}
      </ol>
    </section>
  );
}

function HistoryLine({ event }: { event: AppointmentEvent }) {
  const t = useTranslations("agenda");
  const place = usePlace();
  const sayWhen = useSayWhen();
  const times = moved.safeParse(event.details).data?.startsAt;
  const reason = reasoned.safeParse(event.details).data?.reason;
  const edited = event.type === "edited" ? CHANGED.filter((field) => field in event.details) : [];
  const who =
    { agent: t("panel.byAgent"), system: t("panel.bySystem"), "": t("panel.byFormer") }[event.by] ?? event.by;
  return (
    <li className="grid text-sm">
      <span>
        {event.callId ? (
          <Link
            href={`/calls/${event.callId}` as Route}
            className="text-accent-ink underline underline-offset-2"
          >
            {t("panel.inCall", { event: t(`event.${event.type}`), time: formatTime(event.at, place) })}
          </Link>
        ) : (
          <span className="font-medium">{t(`event.${event.type}`)}</span>
        )}
        {times &&
          ` · ${t("panel.fromTo", { from: sayWhen({ startsAt: times[0] }), to: sayWhen({ startsAt: times[1] }) })}`}
      </span>
      {edited.length > 0 && (
        <span className="text-ink-muted">{edited.map((field) => t(`changed.${field}`)).join(", ")}</span>
      )}
      {reason && <q className="text-ink-muted">{reason}</q>}
      <span className="text-ink-muted">
        {who} · <Instant at={event.at} />
      </span>
    </li>
  );
}
