import type { Scope } from "@/db/client";
import { readFigures } from "@/db/queries/analytics";
import { getTenant } from "@/db/queries/team";
import { periodOf } from "@/lib/analytics/period";
import { toQuery } from "@/lib/calls/list-calls";
import { costOf } from "./records";
import type { StatsQuery, StatsView } from "./schema";
import { statusesOf } from "./status";

/** Figures of a period, both its days included; without one, of the last thirty days. Throws `invalid` for a period that is none. */
export async function readStats(
  scope: Scope,
  { startDate, endDate, status }: StatsQuery,
  now = new Date(),
): Promise<StatsView> {
  const tenant = await getTenant(scope);
  const { timeZone } = tenant;
  const names = { from: "startDate", to: "endDate" };
  const period = periodOf({ from: startDate, to: endDate }, { now, timeZone }, names);
  const { startedFrom = now, startedBefore = now } = toQuery(period, tenant);
  const statuses = status && statusesOf(status);
  const rows = await readFigures(scope, { timeZone, startedFrom, startedBefore, statuses });
  const total = rows.find((row) => row.kind === "total");
  const callsWith = (wanted: "completed" | "failed") =>
    rows.find((row) => row.kind === "status" && row.status === wanted)?.calls ?? 0;
  return {
    total_calls: total?.calls ?? 0,
    completed_calls: callsWith("completed"),
    failed_calls: callsWith("failed"),
    avg_duration: Number((total?.averageSeconds ?? 0).toFixed(2)),
    total_cost: (total && costOf(total)) ?? 0,
  };
}
