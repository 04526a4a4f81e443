import { tz } from "@date-fns/tz";
import { addDays, addMinutes, format, parseISO } from "date-fns";
import type { Scope } from "@/db/client";
import { listClosures, listServices, listStaff } from "@/db/queries/agenda";
import { listHeldTimes } from "@/db/queries/appointments";
import { getTenant } from "@/db/queries/team";
import { AppError } from "@/lib/errors";
import type { SlotView } from "./schema";
import { freeSlots } from "./slots";

export interface FreeSlotQuery {
  serviceId: string;
  staffId?: string | undefined;
  /** Day of the business's zone, `YYYY-MM-DD`. */
  from: string;
  days: number;
  /** An appointment that is to be moved does not stand in its own way. */
  movingId?: string | undefined;
}

/** More than anybody looks at. */
const MOST = 2000;

/**
 * Times that may be offered for a service: somebody active who does it is there and free, neither too soon nor too far off (the
 * business's own rules). Throws `not_found` for a service or staff of another tenant.
 */
export async function findFreeSlots(
  scope: Scope,
  query: FreeSlotQuery,
  now = new Date(),
): Promise<SlotView[]> {
  const [tenant, services, everybody] = await Promise.all([
    getTenant(scope),
    listServices(scope),
    listStaff(scope),
  ]);
  const service = services.find(({ id }) => id === query.serviceId);
  if (!service) throw new AppError("not_found", `service ${query.serviceId}`);
  if (query.staffId !== undefined && !everybody.some(({ id }) => id === query.staffId)) {
    throw new AppError("not_found", `staff ${query.staffId}`);
  }
  const able = everybody.filter(
    ({ id, active, serviceIds }) => active && serviceIds.includes(service.id) && (query.staffId ?? id) === id,
  );
  const zone = { in: tz(tenant.timeZone) };
  const first = parseISO(query.from, zone);
  const after = addDays(first, query.days, zone);
  const period = { from: new Date(+first), to: new Date(+after) };
  const [closures, held] = await Promise.all([
    listClosures(scope, period),
    listHeldTimes(scope, { ...period, staffIds: able.map(({ id }) => id), exceptId: query.movingId }),
  ]);
  const slots = freeSlots({
    from: query.from,
    to: format(addDays(first, query.days - 1, zone), "yyyy-MM-dd", zone),
    timeZone: tenant.timeZone,
    businessHours: tenant.openingHours,
    staff: able,
    closures,
    held,
    durationMinutes: service.durationMinutes,
    stepMinutes: tenant.slotStepMinutes,
    earliest: addMinutes(now, tenant.bookingNoticeMinutes),
    latest: new Date(+addDays(now, tenant.bookingHorizonDays, zone)),
  });
  const names = new Map(able.map(({ id, name }) => [id, name]));
  return slots.slice(0, MOST).map(({ staffId, startsAt, endsAt }) => ({
    startsAt,
    endsAt,
    staff: { id: staffId, name: names.get(staffId) ?? "" },
  }));
}
