import type { Scope } from "@/db/client";
import { listClosures } from "@/db/queries/agenda";
import type { Tenant } from "@/db/schema/tenants";
import type { DutyContext } from "./choose";

/** What decides who is on duty at an instant, besides the advisors themselves. */
export async function dutyContext(
  scope: Scope,
  { timeZone, openingHours, language }: Pick<Tenant, "timeZone" | "openingHours" | "language">,
  now: Date,
): Promise<DutyContext> {
  const touching = await listClosures(scope, { from: now, to: new Date(+now + 1) });
  return {
    now,
    timeZone,
    businessHours: openingHours,
    businessLanguage: language,
    // Those of one person's agenda say nothing of who answers the telephone.
    closures: touching.filter(({ staffId }) => staffId === null),
  };
}
