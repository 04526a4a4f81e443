import { and, asc, desc, eq, gt, inArray, lt, ne, type SQL, sql } from "drizzle-orm";
import { type AppointmentEventType, HOLDING_STATUSES, OPEN_STATUSES } from "@/lib/vocabulary";
import { type Scope, scoped } from "../client";
import {
  type Appointment,
  type AppointmentEvent,
  appointmentEvents,
  appointments,
  services,
  staff,
} from "../schema/agenda";
import { contacts } from "../schema/contacts";
import { unlessRefused } from "../violation";

/** An appointment with the people in it. `number` is the contact's first one, E.164. */
export type AppointmentRow = Appointment & {
  contact: { id: string; name: string; number: string | null; externalId: string | null };
  staff: { id: string; name: string; color: number; externalId: string | null };
  service: { id: string; name: string; externalId: string | null } | null;
};

const firstNumber = sql<string | null>`(
  select n.number from contact_numbers n
  where n.tenant_id = ${contacts.tenantId} and n.contact_id = ${contacts.id} order by n.position limit 1)`;

async function select(
  scope: Scope,
  where: SQL | undefined,
  { order, limit }: { order: SQL[]; limit: number },
): Promise<AppointmentRow[]> {
  const rows = await scoped(scope, (tx) =>
    tx
      .select({
        appointment: appointments,
        contact: {
          id: contacts.id,
          name: contacts.name,
          number: firstNumber,
          externalId: contacts.externalId,
        },
        staff: { id: staff.id, name: staff.name, color: staff.color, externalId: staff.externalId },
        service: { id: services.id, name: services.name, externalId: services.externalId },
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
      .where(and(eq(appointments.tenantId, scope.tenantId), where))
      .orderBy(...order)
      .limit(limit),
  );
  return rows.map(({ appointment, ...people }) => ({ ...appointment, ...people }));
}

const inOrder = { order: [asc(appointments.startsAt), asc(appointments.id)] };
/** More visits than a large clinic has in the longest period that may be asked for. */
const MOST_SHOWN = 5000;

export async function findAppointment(
  scope: Scope,
  appointmentId: string,
): Promise<AppointmentRow | undefined> {
  const [row] = await select(scope, eq(appointments.id, appointmentId), { ...inOrder, limit: 1 });
  return row;
}

export async function findAppointmentByExternalId(
  scope: Scope,
  externalId: string,
): Promise<AppointmentRow | undefined> {
  const [row] = await select(scope, eq(appointments.externalId, externalId), { ...inOrder, limit: 1 });
  return row;
}

/** Those that touch the time from `from` to before `to`, in order. */
export async function listAppointments(
  scope: Scope,
  { from, to, staffId }: { from: Date; to: Date; staffId?: string | undefined },
): Promise<AppointmentRow[]> {
  const where = and(
    lt(appointments.startsAt, to),
    // No appointment is longer than a day, so the index on the beginning is enough.
    gt(appointments.startsAt, new Date(from.getTime() - 86_400_000)),
    gt(appointments.endsAt, from),
    staffId === undefined ? undefined : eq(appointments.staffId, staffId),
  );
  return select(scope, where, { ...inOrder, limit: MOST_SHOWN });
}

/** Of a contact, or of those something was done to in a call; newest first. */
export async function listAppointmentsOf(
  scope: Scope,
  { contactId, callId }: { contactId?: string | undefined; callId?: string | undefined },
): Promise<AppointmentRow[]> {
  const ofCall =
    callId === undefined
      ? undefined
      : sql`(${appointments.id} in (
          select e.appointment_id from appointment_events e
          where e.tenant_id = ${scope.tenantId} and e.call_id = ${callId})
        or ${appointments.id} = (
          select c.appointment_id from calls c where c.tenant_id = ${scope.tenantId} and c.id = ${callId}))`;
  const where = and(contactId === undefined ? undefined : eq(appointments.contactId, contactId), ofCall);
  return select(scope, where, {
    order: [desc(appointments.startsAt), desc(appointments.id)],
    limit: 200,
  });
}

/** Visits that are to come, of these contacts, the next one first. */
export async function listComing(scope: Scope, contactIds: string[], now: Date): Promise<AppointmentRow[]> {
  if (contactIds.length === 0) return [];
  const where = and(
    inArray(appointments.contactId, contactIds),
    gt(appointments.startsAt, now),
    inArray(appointments.status, [...OPEN_STATUSES]),
  );
  return select(scope, where, { ...inOrder, limit: 50 });
}

/** Times that nobody else can have, of these members of staff. */
export async function listHeldTimes(
  scope: Scope,
  period: { staffIds: string[]; from: Date; to: Date; exceptId?: string | undefined },
): Promise<{ staffId: string; startsAt: Date; endsAt: Date }[]> {
  if (period.staffIds.length === 0) return [];
  return scoped(scope, (tx) =>
    tx
      .select({
        staffId: appointments.staffId,
        startsAt: appointments.startsAt,
        endsAt: appointments.endsAt,
      })
      .from(appointments)
      .where(
        and(
          eq(appointments.tenantId, scope.tenantId),
          inArray(appointments.staffId, period.staffIds),
          inArray(appointments.status, [...HOLDING_STATUSES]),
          lt(appointments.startsAt, period.to),
          gt(appointments.startsAt, new Date(period.from.getTime() - 86_400_000)),
          gt(appointments.endsAt, period.from),
          period.exceptId === undefined ? undefined : ne(appointments.id, period.exceptId),
        ),
      )
      .orderBy(asc(appointments.startsAt)),
  );
}

/** Undefined when the constraint refuses it: somebody has that time, or that external id, already. */
export async function insertAppointment(
  scope: Scope,
  values: Omit<typeof appointments.$inferInsert, "tenantId">,
): Promise<Appointment | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .insert(appointments)
      .values({ ...values, tenantId: scope.tenantId })
      .onConflictDoNothing()
      .returning(),
  );
  return row;
}

/** `excluded` when somebody else has that time; undefined for an appointment of another tenant. Inside a transaction, it goes on either way. */
export async function changeAppointment(
  scope: Scope,
  appointmentId: string,
  patch: Partial<Omit<Appointment, "tenantId" | "id" | "createdAt" | "revision" | "updatedAt">>,
): Promise<Appointment | "excluded" | undefined> {
  return unlessRefused(scope, "excluded", async (tx) => {
    // Two that move to one time at once would each wait for the other's row: the constraint is checked when both are written.
    // PostgreSQL ends such a deadlock after a second, with an error. Whoever changes a person's times therefore waits here.
    await tx.execute(sql`
      select 1 from staff where tenant_id = ${scope.tenantId} and id = coalesce(${patch.staffId ?? null}::uuid, (
        select staff_id from appointments where tenant_id = ${scope.tenantId} and id = ${appointmentId}))
      for no key update`);
    const [row] = await tx
      .update(appointments)
      .set({ ...patch, revision: sql`${appointments.revision} + 1`, updatedAt: sql`now()` })
      .where(and(eq(appointments.tenantId, scope.tenantId), eq(appointments.id, appointmentId)))
      .returning();
    return row;
  });
}

/** Holds the row until the transaction ends. */
export async function lockAppointment(scope: Scope, appointmentId: string): Promise<Appointment | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .select()
      .from(appointments)
      .where(and(eq(appointments.tenantId, scope.tenantId), eq(appointments.id, appointmentId)))
      .for("no key update"),
  );
  return row;
}

export async function insertAppointmentEvent(
  scope: Scope,
  event: {
    appointmentId: string;
    type: AppointmentEventType;
    callId: string | null;
    details: Record<string, unknown>;
  },
): Promise<void> {
  await scoped(scope, (tx) =>
    tx.insert(appointmentEvents).values({ ...event, tenantId: scope.tenantId, actor: scope.actor }),
  );
}

export async function listAppointmentEvents(
  scope: Scope,
  appointmentId: string,
): Promise<AppointmentEvent[]> {
  return scoped(scope, (tx) =>
    tx
      .select()
      .from(appointmentEvents)
      .where(
        and(
          eq(appointmentEvents.tenantId, scope.tenantId),
          eq(appointmentEvents.appointmentId, appointmentId),
        ),
      )
      .orderBy(asc(appointmentEvents.at), asc(appointmentEvents.id)),
  );
}

/** Staff and service with these ids, where they belong to the tenant; `null` asks for none. */
export async function findStaffAndService(
  scope: Scope,
  { staffId, serviceId }: { staffId: string; serviceId: string | null },
): Promise<{
  staff: typeof staff.$inferSelect | undefined;
  service: typeof services.$inferSelect | undefined;
}> {
  return scoped(scope, async (tx) => {
    const [person] = await tx
      .select()
      .from(staff)
      .where(and(eq(staff.tenantId, scope.tenantId), eq(staff.id, staffId)));
    const [service] =
      serviceId === null
        ? []
        : await tx
            .select()
            .from(services)
            .where(and(eq(services.tenantId, scope.tenantId), eq(services.id, serviceId)));
    return { staff: person, service };
  });
}
