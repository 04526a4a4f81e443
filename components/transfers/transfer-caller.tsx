"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { Route } from "next";
import Link from "next/link";
import { AppointmentStatusBadge } from "@/components/appointments/status-look";
import { contactQueries } from "@/components/contacts/contact-queries";
import { ContactNotes } from "@/components/contacts/contact-notes";
import { DoNotCallNotice } from "@/components/contacts/do-not-call-notice";
import { TagList } from "@/components/contacts/tag-list";
import { LoadError } from "@/components/frame/load-error";
import { usePlace } from "@/components/frame/place";
import { useSession } from "@/components/frame/session-context";
import { useNow } from "@/components/live/use-now";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import type { AppointmentView } from "@/lib/appointments/schema";
import type { CallDetail } from "@/lib/calls/schema";
import type { ContactDetail } from "@/lib/contacts/schema";
import { formatDateTime, formatDay } from "@/lib/format";
import { OPEN_STATUSES } from "@/lib/vocabulary";

/** What the business knows of whoever calls. */
export function TransferCaller({ call }: { call: CallDetail | undefined }) {
  const t = useTranslations("transfers.page");
  const { tenant } = useSession();
  const contactId = call?.contact?.id;
  const contact = useQuery({
    ...contactQueries.detail(tenant.id, contactId ?? ""),
    enabled: contactId !== undefined,
  });
  if (call && !contactId) {
    return (
      <Card aria-label={t("caller")}>
        <CardBody className="text-ink-muted">{t("unknownCaller")}</CardBody>
      </Card>
    );
  }
  if (contact.isError) return <LoadError error={contact.error} onRetry={() => void contact.refetch()} />;
  if (!contact.data) {
    return (
      <Loading>
        <Skeleton className="h-40 rounded-lg" />
      </Loading>
    );
  }
  return <KnownCaller contact={contact.data} />;
}

function KnownCaller({ contact }: { contact: ContactDetail }) {
  const t = useTranslations("transfers.page");
  const tKind = useTranslations("contacts.kind");
  return (
    <>
      <DoNotCallNotice contact={contact} />
      <Card aria-labelledby="caller-heading" data-testid="transfer-caller">
        <CardHeader
          titleId="caller-heading"
          title={
            <Link
              href={`/contacts/${contact.id}` as Route}
              className="underline decoration-line-strong underline-offset-4 hover:decoration-current"
            >
              {contact.name}
            </Link>
          }
          description={tKind(contact.kind)}
        />
        <CardBody className="grid gap-3">
          <TagList tags={contact.tags} />
          <div className="grid gap-1">
            <h3 className="text-sm text-ink-muted">{t("nextVisit")}</h3>
            <NextVisit contactId={contact.id} />
          </div>
        </CardBody>
      </Card>
      <ContactNotes contactId={contact.id} notes={contact.notes} />
    </>
  );
}

function NextVisit({ contactId }: { contactId: string }) {
  const t = useTranslations("transfers.page");
  const { tenant } = useSession();
  const place = usePlace();
  const now = useNow(60_000);
  const visits = useQuery(contactQueries.appointments(tenant.id, contactId));
  if (visits.isPending || !now) return <Skeleton className="w-48" />;
  if (visits.isError) return <p className="text-failed">{t("visitUnknown")}</p>;
  const visit = nextOf(visits.data, now);
  if (!visit) return <p>{t("noVisit")}</p>;
  const day = formatDay(visit.startsAt, tenant.timeZone);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Link
        href={`/appointments?date=${day}&cita=${visit.id}` as Route}
        className="underline decoration-line-strong underline-offset-4 hover:decoration-current"
      >
        {formatDateTime(visit.startsAt, place)}
      </Link>
      <span className="text-ink-muted">
        {[visit.service?.name ?? visit.title, visit.staff.name].filter(Boolean).join(" · ")}
      </span>
      <AppointmentStatusBadge status={visit.status} />
    </div>
  );
}

function nextOf(visits: readonly AppointmentView[], now: Date): AppointmentView | undefined {
  const ahead = visits.filter(
    ({ endsAt, status }) => endsAt > now && OPEN_STATUSES.some((open) => open === status),
  );
  return ahead.toSorted((one, other) => +one.startsAt - +other.startsAt)[0];
}
