import { and, asc, count, eq, gt, inArray, lt, max, sql } from "drizzle-orm";
import { type Scope, scoped } from "../client";
import {
  type Closure,
  closures,
  type Service,
  services,
  type Staff,
  staff,
  staffServices,
} from "../schema/agenda";
import { unlessRefused } from "../violation";

export type StaffWithServices = Staff & { serviceIds: string[] };
export type StaffValues = Omit<Staff, "tenantId" | "id" | "createdAt">;
export type ServiceValues = Omit<Service, "tenantId" | "id" | "createdAt">;

/** Everybody, in their order, with what they do in the order of the services. */
export async function listStaff(scope: Scope): Promise<StaffWithServices[]> {
  return scoped(scope, async (tx) => {
    const people = await tx
      .select()
      .from(staff)
      .where(eq(staff.tenantId, scope.tenantId))
      .orderBy(asc(staff.position), asc(staff.createdAt), asc(staff.id));
    const done = await tx
      .select({ staffId: staffServices.staffId, serviceId: staffServices.serviceId })
      .from(staffServices)
      .innerJoin(
        services,
        and(eq(services.tenantId, staffServices.tenantId), eq(services.id, staffServices.serviceId)),
      )
      .where(eq(staffServices.tenantId, scope.tenantId))
      .orderBy(asc(services.position), asc(services.createdAt), asc(services.id));
    const byPerson = new Map<string, string[]>(people.map(({ id }) => [id, []]));
    for (const { staffId, serviceId } of done) byPerson.get(staffId)?.push(serviceId);
    return people.map((person) => ({ ...person, serviceIds: byPerson.get(person.id) ?? [] }));
  });
}

export async function findStaff(scope: Scope, staffId: string): Promise<StaffWithServices | undefined> {
  return (await listStaff(scope)).find(({ id }) => id === staffId);
}

/** How many there are, and the place after the last. */
export async function countStaff(scope: Scope): Promise<{ staff: number; nextPosition: number }> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .select({ staff: count(), last: max(staff.position) })
      .from(staff)
      .where(eq(staff.tenantId, scope.tenantId)),
  );
  return { staff: row?.staff ?? 0, nextPosition: (row?.last ?? -1) + 1 };
}

/** `taken` when another has the external id. Inside a transaction, it goes on either way. */
export async function insertStaff(scope: Scope, values: StaffValues): Promise<Staff | "taken"> {
  return unlessRefused(scope, "taken", async (tx) => {
    const [row] = await tx
      .insert(staff)
      .values({ ...values, tenantId: scope.tenantId })
      .returning();
    if (!row) throw new Error("insert returned no row");
    return row;
  });
}

/** As `insertStaff`; undefined for a person of another tenant. */
export async function changeStaff(
  scope: Scope,
  staffId: string,
  patch: Partial<StaffValues>,
): Promise<Staff | "taken" | undefined> {
  return unlessRefused(scope, "taken", async (tx) => {
    const [row] = await tx
      .update(staff)
      .set(patch)
      .where(and(eq(staff.tenantId, scope.tenantId), eq(staff.id, staffId)))
      .returning();
    return row;
  });
}

/** `referenced` for who has, or had, appointments. Closures and calendars of this person go too. */
export async function deleteStaff(scope: Scope, staffId: string): Promise<Staff | "referenced" | undefined> {
  return unlessRefused(scope, "referenced", async (tx) => {
    const [row] = await tx
      .delete(staff)
      .where(and(eq(staff.tenantId, scope.tenantId), eq(staff.id, staffId)))
      .returning();
    return row;
  });
}

/** What a person does, from now on; services of other tenants are left out. */
export async function setServicesOfStaff(
  scope: Scope,
  staffId: string,
  serviceIds: readonly string[],
): Promise<void> {
  await scoped(scope, async (tx) => {
    await tx
      .delete(staffServices)
      .where(and(eq(staffServices.tenantId, scope.tenantId), eq(staffServices.staffId, staffId)));
    if (serviceIds.length === 0) return;
    await tx.execute(sql`
      insert into staff_services (tenant_id, staff_id, service_id)
      select p.tenant_id, p.id, s.id from staff p join services s on s.tenant_id = p.tenant_id
      where p.tenant_id = ${scope.tenantId} and p.id = ${staffId} and ${inArray(sql`s.id`, [...serviceIds])}`);
  });
}

/** Everybody does this from now on. */
export async function giveServiceToAll(scope: Scope, serviceId: string): Promise<void> {
  await scoped(scope, (tx) =>
    tx.execute(sql`
      insert into staff_services (tenant_id, staff_id, service_id)
      select p.tenant_id, p.id, s.id from staff p join services s on s.tenant_id = p.tenant_id
      where p.tenant_id = ${scope.tenantId} and s.id = ${serviceId}
      on conflict do nothing`),
  );
}

/** Puts them in the order of the ids; those of other tenants stay where they are. */
export async function orderStaff(scope: Scope, staffIds: readonly string[]): Promise<void> {
  await scoped(scope, async (tx) => {
    for (const [position, id] of staffIds.entries())
      await tx
        .update(staff)
        .set({ position })
        .where(and(eq(staff.tenantId, scope.tenantId), eq(staff.id, id)));
  });
}

export async function listServices(scope: Scope): Promise<Service[]> {
  return scoped(scope, (tx) =>
    tx
      .select()
      .from(services)
      .where(eq(services.tenantId, scope.tenantId))
      .orderBy(asc(services.position), asc(services.createdAt), asc(services.id)),
  );
}

export async function findService(scope: Scope, serviceId: string): Promise<Service | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .select()
      .from(services)
      .where(and(eq(services.tenantId, scope.tenantId), eq(services.id, serviceId))),
  );
  return row;
}

/** As `countStaff`. */
export async function countServices(scope: Scope): Promise<{ services: number; nextPosition: number }> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .select({ services: count(), last: max(services.position) })
      .from(services)
      .where(eq(services.tenantId, scope.tenantId)),
  );
  return { services: row?.services ?? 0, nextPosition: (row?.last ?? -1) + 1 };
}

/** As `insertStaff`. */
export async function insertService(scope: Scope, values: ServiceValues): Promise<Service | "taken"> {
  return unlessRefused(scope, "taken", async (tx) => {
    const [row] = await tx
      .insert(services)
      .values({ ...values, tenantId: scope.tenantId })
      .returning();
    if (!row) throw new Error("insert returned no row");
    return row;
  });
}

/** As `changeStaff`. */
export async function changeService(
  scope: Scope,
  serviceId: string,
  patch: Partial<ServiceValues>,
): Promise<Service | "taken" | undefined> {
  return unlessRefused(scope, "taken", async (tx) => {
    const [row] = await tx
      .update(services)
      .set(patch)
      .where(and(eq(services.tenantId, scope.tenantId), eq(services.id, serviceId)))
      .returning();
    return row;
  });
}

/** `referenced` for what was, or is, booked. */
export async function deleteService(
  scope: Scope,
  serviceId: string,
): Promise<Service | "referenced" | undefined> {
  return unlessRefused(scope, "referenced", async (tx) => {
    const [row] = await tx
      .delete(services)
      .where(and(eq(services.tenantId, scope.tenantId), eq(services.id, serviceId)))
      .returning();
    return row;
  });
}

/** As `orderStaff`. */
export async function orderServices(scope: Scope, serviceIds: readonly string[]): Promise<void> {
  await scoped(scope, async (tx) => {
    for (const [position, id] of serviceIds.entries())
      await tx
        .update(services)
        .set({ position })
        .where(and(eq(services.tenantId, scope.tenantId), eq(services.id, id)));
  });
}

const MOST_CLOSURES = 2000;

/** Closures that touch the time from `from` to before `to`, in order; without `from`, those that are not over. */
export async function listClosures(
  scope: Scope,
  { from, to }: { from?: Date | undefined; to?: Date | undefined } = {},
): Promise<Closure[]> {
  return scoped(scope, (tx) =>
    tx
      .select()
      .from(closures)
      .where(
        and(
          eq(closures.tenantId, scope.tenantId),
          gt(closures.endsAt, from ?? sql`now()`),
          to === undefined ? undefined : lt(closures.startsAt, to),
        ),
      )
      .orderBy(asc(closures.startsAt), asc(closures.id))
      .limit(MOST_CLOSURES),
  );
}

/** Those of the country's calendar that stand already, whether their day is over or not. */
export async function listHolidayDays(scope: Scope, days: readonly string[]): Promise<string[]> {
  if (days.length === 0) return [];
  const rows = await scoped(scope, (tx) =>
    tx
      .select({ day: closures.holidayOn })
      .from(closures)
      .where(and(eq(closures.tenantId, scope.tenantId), inArray(closures.holidayOn, [...days]))),
  );
  return rows.flatMap(({ day }) => day ?? []);
}

/** Leaves out holidays that stand already. */
export async function insertClosures(
  scope: Scope,
  values: readonly Omit<Closure, "tenantId" | "id" | "createdAt">[],
): Promise<Closure[]> {
  if (values.length === 0) return [];
  return scoped(scope, (tx) =>
    tx
      .insert(closures)
      .values(values.map((value) => ({ ...value, tenantId: scope.tenantId })))
      .onConflictDoNothing({ target: [closures.tenantId, closures.holidayOn] })
      .returning(),
  );
}

/** Undefined for a closure of another tenant. */
export async function deleteClosure(scope: Scope, closureId: string): Promise<Closure | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .delete(closures)
      .where(and(eq(closures.tenantId, scope.tenantId), eq(closures.id, closureId)))
      .returning(),
  );
  return row;
}
