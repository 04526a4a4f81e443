import type { z } from "zod";
import { type Scope, withTransaction } from "@/db/client";
import {
  changeStaff,
  countStaff,
  deleteStaff as remove,
  findStaff,
  insertStaff,
  listServices,
  listStaff as query,
  orderStaff as order,
  setServicesOfStaff,
  type StaffWithServices,
} from "@/db/queries/agenda";
import { notifyTenant } from "@/db/queries/calls";
import { lockTenant, writeAudit } from "@/db/queries/team";
import { definedOnly } from "@/lib/defined-only";
import { AppError, externalIdTaken } from "@/lib/errors";
import { arranged } from "./arranged";
import { type newStaffInput, STAFF_COLORS, type staffPatch } from "./schema";

/** More than any clinic's agenda has columns for. */
const MAX_STAFF = 200;

export function listStaff(scope: Scope): Promise<StaffWithServices[]> {
  return query(scope);
}

async function getStaff(scope: Scope, staffId: string): Promise<StaffWithServices> {
  const person = await findStaff(scope, staffId);
  if (!person) throw new AppError("not_found", `staff ${staffId}`);
  return person;
}

/** Does every service unless `serviceIds` says which. Throws `conflict` for an external id that another has. */
export async function createStaff(
  scope: Scope,
  { serviceIds, ...input }: z.output<typeof newStaffInput>,
): Promise<StaffWithServices> {
  return withTransaction(scope, async (inner) => {
    // Of two made at once, both would get the same place.
    await lockTenant(inner);
    const { staff: known, nextPosition } = await countStaff(inner);
    if (known >= MAX_STAFF) throw new AppError("conflict", "too_many_staff");
    const made = await insertStaff(inner, {
      color: nextPosition % STAFF_COLORS,
      openingHours: null,
      active: true,
      externalId: null,
      ...definedOnly(input),
      name: input.name,
      position: nextPosition,
    });
    if (made === "taken") throw externalIdTaken();
    const services = serviceIds ?? (await listServices(inner)).map(({ id }) => id);
    await assignServices(inner, made.id, services);
    await writeAudit(inner, { action: "staff.create", subject: made.id, details: { name: made.name } });
    await notifyTenant(inner, { type: "agenda" });
    return getStaff(inner, made.id);
  });
}

/** Throws `not_found` for a person, or a service, of another tenant. Appointments that stand already stay as they are. */
export async function updateStaff(
  scope: Scope,
  staffId: string,
  { serviceIds, ...patch }: z.output<typeof staffPatch>,
): Promise<StaffWithServices> {
  const changes = definedOnly(patch);
  return withTransaction(scope, async (inner) => {
    await lockTenant(inner);
    await getStaff(inner, staffId);
    if (Object.keys(changes).length > 0 && (await changeStaff(inner, staffId, changes)) === "taken")
      throw externalIdTaken();
    if (serviceIds) await assignServices(inner, staffId, serviceIds);
    await writeAudit(inner, {
      action: "staff.update",
      subject: staffId,
      details: definedOnly({ ...changes, serviceIds }),
    });
    await notifyTenant(inner, { type: "agenda" });
    return getStaff(inner, staffId);
  });
}

/** Throws `conflict` for who has, or had, appointments: then it can be made inactive. */
export async function deleteStaff(scope: Scope, staffId: string): Promise<void> {
  await withTransaction(scope, async (inner) => {
    const removed = await remove(inner, staffId);
    if (!removed) throw new AppError("not_found", `staff ${staffId}`);
    if (removed === "referenced") throw new AppError("conflict", "staff_has_appointments");
    await writeAudit(inner, { action: "staff.delete", subject: staffId, details: { name: removed.name } });
    await notifyTenant(inner, { type: "agenda" });
  });
}

/** The order of the agenda's columns. Throws `not_found` when somebody is of another tenant. */
export async function orderStaff(scope: Scope, ids: readonly string[]): Promise<StaffWithServices[]> {
  return withTransaction(scope, async (inner) => {
    await lockTenant(inner);
    await order(inner, arranged(await query(inner), ids));
    await notifyTenant(inner, { type: "agenda" });
    return query(inner);
  });
}

async function assignServices(scope: Scope, staffId: string, serviceIds: readonly string[]): Promise<void> {
  const known = new Set((await listServices(scope)).map(({ id }) => id));
  const stranger = serviceIds.find((id) => !known.has(id));
  if (stranger) throw new AppError("not_found", `service ${stranger}`);
  await setServicesOfStaff(scope, staffId, serviceIds);
}
