import type { z } from "zod";
import type { Scope } from "@/db/client";
import { listAgents } from "@/db/queries/agents";
import { type FigureRow, readFigures } from "@/db/queries/analytics";
import { getTenant } from "@/db/queries/team";
import { toQuery } from "@/lib/calls/list-calls";
import type { AnalyticsQuery, analyticsView, Figures } from "./schema";
import { periodOf } from "./period";

const NOTHING: Figures = {
  calls: 0,
  answered: 0,
  totalSeconds: 0,
  averageSeconds: null,
  costElevenLabsUsd: "0",
  costTwilioUsd: "0",
  costOpenAiUsd: "0",
};

/** What the telephone brought in a period and what it cost. Throws `invalid` for a period that is none. */
export async function getAnalytics(
  scope: Scope,
  query: AnalyticsQuery,
  now = new Date(),
): Promise<z.input<typeof analyticsView>> {
  const tenant = await getTenant(scope);
  const { timeZone } = tenant;
  const period = periodOf(query, { now, timeZone });
  const { startedFrom = now, startedBefore = now, agentId } = toQuery({ ...query, ...period }, tenant);
  const [rows, agents] = await Promise.all([
    readFigures(scope, { timeZone, startedFrom, startedBefore, agentId }),
    listAgents(scope),
  ]);
  const totals = ofKind(rows, "total")[0] ?? NOTHING;
  const names = new Map(agents.map(({ id, name }) => [id, { id, name }]));
  return {
    ...period,
    timeZone,
    totals: { ...totals, answerRate: totals.calls > 0 ? totals.answered / totals.calls : null },
    byDay: ofKind(rows, "day"),
    byAgent: ofKind(rows, "agent").map((row) => ({
      ...row,
      agent: row.agentId === null ? null : (names.get(row.agentId) ?? null),
    })),
    byOutcome: ofKind(rows, "outcome"),
    byStatus: ofKind(rows, "status"),
  };
}

function ofKind<Kind extends FigureRow["kind"]>(
  rows: FigureRow[],
  kind: Kind,
): Extract<FigureRow, { kind: Kind }>[] {
  return rows.filter((row): row is Extract<FigureRow, { kind: Kind }> => row.kind === kind);
}
