"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleAlert, CircleCheck, CircleHelp, LoaderCircle } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Route } from "next";
import Link from "next/link";
import { AppointmentStatusBadge } from "@/components/appointments/status-look";
import { usePlace } from "@/components/frame/place";
import { useSession } from "@/components/frame/session-context";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Details } from "@/components/ui/details";
import type { AppointmentView } from "@/lib/appointments/schema";
import type { ToolUseView } from "@/lib/calls/schema";
import { formatDateTime, formatDay } from "@/lib/format";
import { callQueries } from "./call-queries";

/** What came of the call: the appointments it touched, and what the agent did, in order. Nothing where nothing was done. */
export function CallDeeds({ callId }: { callId: string }) {
  const t = useTranslations("calls.deeds");
  const { tenant } = useSession();
  const uses = useQuery(callQueries.tools(tenant.id, callId));
  const appointments = useQuery(callQueries.appointments(tenant.id, callId));
  const done = uses.data ?? [];
  const touched = appointments.data ?? [];
  if (done.length === 0 && touched.length === 0) return null;
  return (
    <Card>
      <CardHeader title={t("title")} />
      <CardBody className="grid gap-3">
        {touched.length > 0 && (
          <ul aria-label={t("appointments")} className="grid gap-2">
            {touched.map((appointment) => (
              <TouchedAppointment key={appointment.id} appointment={appointment} />
            ))}
          </ul>
        )}
        {done.length > 0 && (
          <ol aria-label={t("uses")} className="grid gap-2.5" data-testid="tool-uses">
            {done.map((use) => (
              <Use key={use.toolCallId} use={use} />
            ))}
          </ol>
        )}
      </CardBody>
    </Card>
  );
}

function TouchedAppointment({ appointment }: { appointment: AppointmentView }) {
  const t = useTranslations("calls.deeds");
  const place = usePlace();
  const { tenant } = useSession();
  const { id, startsAt, contact, service, title, status } = appointment;
  const day = formatDay(startsAt, tenant.timeZone);
  return (
    <li>
      <Link
        href={`/appointments?date=${day}&cita=${id}` as Route}
        className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md border px-3 py-2 hover:bg-hover"
      >
        <span className="font-medium">{formatDateTime(startsAt, place)}</span>
        <span className="min-w-0 flex-1 truncate text-ink-muted">
          {contact.name} · {service?.name ?? (title || t("appointment"))}
        </span>
        <AppointmentStatusBadge status={status} />
      </Link>
    </li>
  );
}

/** What came of a use: shape and word. */
const ENDS = {
  done: { icon: CircleCheck, ink: "text-good" },
  ask: { icon: CircleHelp, ink: "text-ink-muted" },
  options: { icon: CircleHelp, ink: "text-ink-muted" },
  failed: { icon: CircleAlert, ink: "text-failed" },
  working: { icon: LoaderCircle, ink: "text-ink-muted" },
} as const;

function endOf({ status, isError, result }: ToolUseView): keyof typeof ENDS {
  if (result === null) return "working";
  if (isError) return "failed";
  return status ?? "done";
}

function Use({ use }: { use: ToolUseView }) {
  const t = useTranslations("calls");
  const tCommon = useTranslations("common");
  const end = endOf(use);
  const { icon: Icon, ink } = ENDS[end];
  const given = Object.entries(use.arguments).filter(([, value]) => value !== "" && value !== null);
  return (
    <li className="flex items-start gap-2.5" data-tool={use.name} data-end={end}>
      <Icon aria-hidden="true" className={`mt-0.5 size-4 shrink-0 ${ink}`} />
      <div className="grid min-w-0 flex-1 gap-0.5">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-medium">
            {t.has(`deeds.names.${use.name}`) ? t(`deeds.names.${use.name}`) : use.name}
          </span>
          <span className="text-sm text-ink-muted">{t(`deeds.ends.${end}`)}</span>
        </p>
        {use.say && <p className="wrap-break-word text-ink-muted">{use.say}</p>}
        <Details label={tCommon("details")}>
          {JSON.stringify(
            { [use.name]: Object.fromEntries(given), result: use.result, ms: use.durationMs },
            null,
            2,
          )}
        </Details>
      </div>
    </li>
  );
}
