import { and, eq, gte, inArray, lt, type SQL, sql } from "drizzle-orm";
import type { CallDirection, CallOutcome, CallStatus, TenantId } from "@/lib/vocabulary";
import { type Scope, scoped } from "../client";
import { calls } from "../schema/calls";

export interface FigureFilters {
  /** Of the tenant: its days are counted. */
  timeZone: string;
  startedFrom: Date;
  startedBefore: Date;
  agentId?: string | undefined;
  statuses?: CallStatus[] | undefined;
}

/** What some calls add up to. Seconds are of the answered ones; money is decimal text. */
export interface Figures {
  calls: number;
  answered: number;
  totalSeconds: number;
  averageSeconds: number | null;
  costElevenLabsUsd: string;
  costTwilioUsd: string;
  costOpenAiUsd: string;
}

/** The same calls, grouped five ways; the column of the grouping is filled, the others are null. */
export type FigureRow = Figures &
  (
    | { kind: "total" }
    | { kind: "day"; day: string; direction: CallDirection }
    | { kind: "agent"; agentId: string | null }
    | { kind: "outcome"; outcome: CallOutcome | null }
    | { kind: "status"; status: CallStatus }
  );

/** Exported for the test that asks PostgreSQL how it would read the table. */
export function figuresStatement(tenantId: TenantId, filters: FigureFilters): SQL {
  const where = and(
    eq(calls.tenantId, tenantId),
    gte(calls.startedAt, filters.startedFrom),
    lt(calls.startedAt, filters.startedBefore),
    filters.agentId ? eq(calls.agentId, filters.agentId) : undefined,
    filters.statuses ? inArray(calls.status, filters.statuses) : undefined,
  );
  // One pass over the period, however many ways it is grouped. The day is made once, in the inner select: two values with the same
  // text are two parameters, and PostgreSQL would not take the two days for one.
  return sql`
    select
      case grouping(day, agent_id, outcome, status)
        when 15 then 'total' when 7 then 'day' when 11 then 'agent' when 13 then 'outcome' else 'status'
      end as "kind",
      to_char(day, 'YYYY-MM-DD') as "day", direction as "direction", agent_id as "agentId",
      outcome as "outcome", status as "status",
      count(*)::int as "calls",
      count(*) filter (where answered)::int as "answered",
      coalesce(sum(duration_seconds) filter (where answered), 0)::float8 as "totalSeconds",
      avg(duration_seconds) filter (where answered)::float8 as "averageSeconds",
      coalesce(sum(cost_elevenlabs_usd), 0)::text as "costElevenLabsUsd",
      coalesce(sum(cost_twilio_usd), 0)::text as "costTwilioUsd",
      coalesce(sum(cost_openai_usd), 0)::text as "costOpenAiUsd"
    from (
      select ${calls.direction}, ${calls.agentId}, ${calls.outcome}, ${calls.status}, ${calls.durationSeconds},
        ${calls.costElevenLabsUsd}, ${calls.costTwilioUsd}, ${calls.costOpenAiUsd},
        (${calls.startedAt} at time zone ${filters.timeZone})::date as day,
        ${calls.answeredAt} is not null and ${calls.status} <> 'failed' as answered
      from ${calls} where ${where}
    ) as call
    group by grouping sets ((), (day, direction), (agent_id), (outcome), (status))
    order by "day", "direction", "calls" desc, "agentId", "outcome", "status"`;
}

export async function readFigures(scope: Scope, filters: FigureFilters): Promise<FigureRow[]> {
  const rows = await scoped(scope, (tx) =>
    // The shape is the statement's own: what does not belong to a row's kind is null.
    tx.execute<FigureRow & Record<string, unknown>>(figuresStatement(scope.tenantId, filters)),
  );
  return [...rows];
}
