import { and, asc, count, desc, eq, gt, lt } from "drizzle-orm";
import type { AppointmentStatus } from "@/lib/vocabulary";
import { type Scope, scoped } from "../client";
import { appointments, type CalendarFeed, calendarFeeds, services, staff } from "../schema/agenda";
import { contacts } from "../schema/contacts";

/** Calendars that may be read, newest first. */
export async function listFeeds(scope: Scope): Promise<CalendarFeed[]> {
  return scoped(scope, (tx) =>
    tx
      .select()
      .from(calendarFeeds)
      .where(eq(calendarFeeds.tenantId, scope.tenantId))
      .orderBy(desc(calendarFeeds.createdAt), desc(calendarFeeds.id)),
  );
}

export async function countFeeds(scope: Scope): Promise<number> {
  const [row] = await scoped(scope, (tx) =>
    tx.select({ feeds: count() }).from(calendarFeeds).where(eq(calendarFeeds.tenantId, scope.tenantId)),
  );
  return row?.feeds ?? 0;
}

export async function insertFeed(
  scope: Scope,
  values: Omit<CalendarFeed, "tenantId" | "id" | "createdAt" | "lastReadAt">,
): Promise<CalendarFeed> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .insert(calendarFeeds)
      .values({ ...values, tenantId: scope.tenantId })
      .returning(),
  );
  if (!row) throw new Error("insert returned no row");
  return row;
}

/** From now on the address leads nowhere. Undefined for a calendar of another tenant. */
export async function deleteFeed(scope: Scope, feedId: string): Promise<CalendarFeed | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .delete(calendarFeeds)
      .where(and(eq(calendarFeeds.tenantId, scope.tenantId), eq(calendarFeeds.id, feedId)))
      .returning(),
  );
  return row;
}

export interface FeedAppointment {
  id: string;
  startsAt: Date;
  endsAt: Date;
  status: AppointmentStatus;
  title: string;
  revision: number;
  createdAt: Date;
  updatedAt: Date;
  contactName: string;
  staffName: string;
  serviceName: string | null;
}

const DAY_MS = 86_400_000;

/** Everything a calendar shows of the time from `from` to before `to`, in order; the whole of it, however much that is. */
export async function listFeedAppointments(
  scope: Scope,
  { from, to, staffId }: { from: Date; to: Date; staffId: string | null },
): Promise<FeedAppointment[]> {
  return scoped(scope, (tx) =>
    tx
      .select({
        id: appointments.id,
        startsAt: appointments.startsAt,
        endsAt: appointments.endsAt,
        status: appointments.status,
        title: appointments.title,
        revision: appointments.revision,
        createdAt: appointments.createdAt,
        updatedAt: appointments.updatedAt,
        contactName: contacts.name,
        staffName: staff.name,
        serviceName: services.name,
      })
      .from(appointments)
      .innerJoin(
        contacts,
        and(eq(contacts.tenantId, appointments.tenantId), eq(contacts.id, appointments.contactId)),
      )
      .innerJoin(staff, and(eq(staff.tenantId, appointments.tenantId), eq(staff.id, appointments.staffId)))
      .leftJoin(
        services,
        and(eq(services.tenantId, appointments.tenantId), eq(services.id, appointments.serviceId)),
      )
      .where(
        and(
          eq(appointments.tenantId, scope.tenantId),
          lt(appointments.startsAt, to),
          // No appointment is longer than a day, so the index on the beginning is enough.
          gt(appointments.startsAt, new Date(+from - DAY_MS)),
          gt(appointments.endsAt, from),
          staffId === null ? undefined : eq(appointments.staffId, staffId),
        ),
      )
      .orderBy(asc(appointments.startsAt), asc(appointments.id)),
  );
}
