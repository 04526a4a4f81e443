import type { z } from "zod";
import { type Scope, withTransaction } from "@/db/client";
import {
  changeService,
  countServices,
  deleteService as remove,
  giveServiceToAll,
  insertService,
  listServices as query,
  orderServices as order,
} from "@/db/queries/agenda";
import { notifyTenant } from "@/db/queries/calls";
import { lockTenant, writeAudit } from "@/db/queries/team";
import type { Service } from "@/db/schema/agenda";
import { definedOnly } from "@/lib/defined-only";
import { AppError, externalIdTaken } from "@/lib/errors";
import { arranged } from "./arranged";
import type { newServiceInput, servicePatch } from "./schema";

/** As many as a member of staff may be given. */
const MAX_SERVICES = 200;

export function listServices(scope: Scope): Promise<Service[]> {
  return query(scope);
}

/** Everybody does it until somebody says otherwise. Throws `conflict` for an external id that another has. */
export async function createService(scope: Scope, input: z.output<typeof newServiceInput>): Promise<Service> {
  return withTransaction(scope, async (inner) => {
    // Of two made at once, both would get the same place.
    await lockTenant(inner);
    const { services, nextPosition } = await countServices(inner);
    if (services >= MAX_SERVICES) throw new AppError("conflict", "too_many_services");
    const made = await insertService(inner, {
      price: null,
      active: true,
      bookableByAgents: true,
      externalId: null,
      ...definedOnly(input),
      name: input.name,
      durationMinutes: input.durationMinutes,
      position: nextPosition,
    });
    if (made === "taken") throw externalIdTaken();
    await giveServiceToAll(inner, made.id);
    await writeAudit(inner, { action: "service.create", subject: made.id, details: { name: made.name } });
    await notifyTenant(inner, { type: "agenda" });
    return made;
  });
}

/** Appointments that stand already keep their length. Throws `not_found` for a service of another tenant. */
export async function updateService(
  scope: Scope,
  serviceId: string,
  patch: z.output<typeof servicePatch>,
): Promise<Service> {
  const changes = definedOnly(patch);
  return withTransaction(scope, async (inner) => {
    const changed = await changeService(inner, serviceId, changes);
    if (!changed) throw new AppError("not_found", `service ${serviceId}`);
    if (changed === "taken") throw externalIdTaken();
    await writeAudit(inner, { action: "service.update", subject: serviceId, details: changes });
    await notifyTenant(inner, { type: "agenda" });
    return changed;
  });
}

/** Throws `conflict` for what was, or is, booked: then it can be made inactive. */
export async function deleteService(scope: Scope, serviceId: string): Promise<void> {
  await withTransaction(scope, async (inner) => {
    const removed = await remove(inner, serviceId);
    if (!removed) throw new AppError("not_found", `service ${serviceId}`);
    if (removed === "referenced") throw new AppError("conflict", "service_has_appointments");
    await writeAudit(inner, {
      action: "service.delete",
      subject: serviceId,
      details: { name: removed.name },
    });
    await notifyTenant(inner, { type: "agenda" });
  });
}

/** The order in which screens and agents offer them. Throws `not_found` when one is of another tenant. */
export async function orderServices(scope: Scope, ids: readonly string[]): Promise<Service[]> {
  return withTransaction(scope, async (inner) => {
    await lockTenant(inner);
    await order(inner, arranged(await query(inner), ids));
    await notifyTenant(inner, { type: "agenda" });
    return query(inner);
  });
}
