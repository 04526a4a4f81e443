import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Scope, scoped } from "@/db/client";
import { figuresStatement, readFigures } from "@/db/queries/analytics";
import { updateTenant } from "@/db/queries/team";
import { getAnalytics } from "@/lib/analytics/get-analytics";
import { analyticsView } from "@/lib/analytics/schema";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { addAgent, addCall, createBusiness } from "./business";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

const NOW = new Date("2026-11-20T12:00:00Z");
const analytics = async (scope: Scope, query: { from?: string; to?: string; agentId?: string } = {}) =>
  analyticsView.parse(await getAnalytics(scope, query, NOW));
const at = (instant: string) => new Date(instant);

describe("what the telephone brought", () => {
  it("is counted once in the totals and once in every grouping", async () => {
    const { scope } = await createBusiness();
    const agentId = await addAgent(scope, { name: "Lucía" });
    const startedAt = at("2026-11-19T10:00:00Z");
    const answeredAt = at("2026-11-19T10:00:05Z");
    await addCall(scope, {
      agentId,
      startedAt,
      answeredAt,
      status: "completed",
      outcome: "confirmed",
      durationSeconds: 60,
      costElevenLabsUsd: "0.10",
      costTwilioUsd: "0.0085",
      costOpenAiUsd: "0.0002",
    });
    await addCall(scope, {
      agentId,
      startedAt,
      answeredAt,
      status: "completed",
      outcome: "callback",
      durationSeconds: 120,
      costElevenLabsUsd: "0.2",
      direction: "outbound",
    });
    // Nobody spoke in these two: no seconds of theirs count, whatever the vendor measured.
    await addCall(scope, { startedAt, status: "no_answer", durationSeconds: 0 });
    await addCall(scope, { agentId, startedAt, answeredAt, status: "failed", durationSeconds: 4 });

    const { totals, byDay, byAgent, byOutcome, byStatus, ...period } = await analytics(scope);
    expect(period).toEqual({ from: "2026-10-22", to: "2026-11-20", timeZone: "Europe/Madrid" });
    expect(totals).toEqual({
      calls: 4,
      answered: 2,
      answerRate: 0.5,
      totalSeconds: 180,
      averageSeconds: 90,
      costElevenLabsUsd: "0.30",
      costTwilioUsd: "0.0085",
      costOpenAiUsd: "0.0002",
    });
    expect(byDay.map(({ day, direction, calls, answered }) => [day, direction, calls, answered])).toEqual([
      ["2026-11-19", "inbound", 3, 1],
      ["2026-11-19", "outbound", 1, 1],
    ]);
    expect(byAgent.map(({ agent, calls }) => [agent?.name, calls])).toEqual([
      ["Lucía", 3],
      [undefined, 1],
    ]);
    expect(new Map(byOutcome.map(({ outcome, calls }) => [outcome, calls]))).toEqual(
      new Map([
        [null, 2],
        ["callback", 1],
        ["confirmed", 1],
      ]),
    );
    expect(new Map(byStatus.map(({ status, calls }) => [status, calls]))).toEqual(
      new Map([
        ["completed", 2],
        ["failed", 1],
        ["no_answer", 1],
      ]),
    );
  });

  it("is nothing, without a rate of nothing, in a period without calls", async () => {
    const { scope } = await createBusiness();
    await addCall(scope, { startedAt: at("2026-10-01T10:00:00Z") });
    const { totals, byDay } = await analytics(scope, { from: "2026-10-02", to: "2026-10-03" });
    expect(totals).toMatchObject({ calls: 0, answerRate: null, averageSeconds: null, costOpenAiUsd: "0" });
    expect(byDay).toEqual([]);
  });

  it("belongs to the business and to the agent that is asked for", async () => {
    const { scope } = await createBusiness();
    const { scope: stranger } = await createBusiness();
    const agentId = await addAgent(scope);
    const startedAt = at("2026-11-19T10:00:00Z");
    await addCall(scope, { agentId, startedAt });
    await addCall(scope, { startedAt });
    expect((await analytics(scope, { agentId })).totals.calls).toBe(1);
    expect((await analytics(stranger)).totals.calls).toBe(0);
    expect((await analytics(stranger, { agentId })).totals.calls).toBe(0);
  });
});

describe("the days", () => {
  it("are the business's own, twenty-five and twenty-three hours long when the clock changes", async () => {
    const { scope } = await createBusiness();
    // Madrid went back on 2026-10-25 at 01:00 UTC: that day lasts from 22:00 to 23:00 UTC.
    const instants = [
      ["2026-10-24T21:59:59Z", "2026-10-24"],
      ["2026-10-24T22:00:00Z", "2026-10-25"],
      ["2026-10-25T00:30:00Z", "2026-10-25"],
      ["2026-10-25T01:30:00Z", "2026-10-25"],
      ["2026-10-25T22:59:59Z", "2026-10-25"],
      ["2026-10-25T23:00:00Z", "2026-10-26"],
      // And forward on 2026-03-29 at 01:00 UTC.
      ["2026-03-28T23:00:00Z", "2026-03-29"],
      ["2026-03-29T21:59:59Z", "2026-03-29"],
      ["2026-03-29T22:00:00Z", "2026-03-30"],
    ] as const;
    for (const [instant] of instants) await addCall(scope, { startedAt: at(instant) });
    for (const day of new Set(instants.map(([, localDay]) => localDay))) {
      const { totals, byDay } = await analytics(scope, { from: day, to: day });
      const expected = instants.filter(([, localDay]) => localDay === day).length;
      expect([totals.calls, byDay.map((row) => [row.day, row.calls])], day).toEqual([
        expected,
        [[day, expected]],
      ]);
    }
    const { byDay } = await analytics(scope, { from: "2026-03-01", to: "2026-11-01" });
    expect(byDay.map(({ day, calls }) => [day, calls])).toEqual([
      ["2026-03-29", 2],
      ["2026-03-30", 1],
      ["2026-10-24", 1],
      ["2026-10-25", 4],
      ["2026-10-26", 1],
    ]);
  });

  it("are others on the other side of the world", async () => {
    const { scope } = await createBusiness();
    await updateTenant(scope, { timeZone: "America/Mexico_City" });
    await addCall(scope, { startedAt: at("2026-11-19T05:59:59Z") });
    await addCall(scope, { startedAt: at("2026-11-19T06:00:00Z") });
    const { byDay } = await analytics(scope, { from: "2026-11-18", to: "2026-11-19" });
    expect(byDay.map(({ day, calls }) => [day, calls])).toEqual([
      ["2026-11-18", 1],
      ["2026-11-19", 1],
    ]);
  });
});

describe("at size", () => {
  it("a month is found by the index, with and without an agent, and adds up", async () => {
    const [{ scope }, { scope: neighbour }] = [await createBusiness(), await createBusiness()];
    const agentId = await addAgent(scope);
    const { owner } = database;
    for (const { tenantId } of [scope, neighbour]) {
      await owner`
        insert into calls (tenant_id, id, direction, mode, status, agent_id, from_number, to_number, started_at, ended_at)
        select ${tenantId}, gen_random_uuid(), 'inbound', 'bridge', 'completed',
          ${tenantId === scope.tenantId ? agentId : null}, '+34600000000', '+34910000001',
          timestamptz '2026-11-20 12:00Z' - n * interval '20 minutes', now()
        from generate_series(1, 25000) n`;
    }
    await owner`analyze calls`.execute();
    const filters = {
      timeZone: "Europe/Madrid",
      startedFrom: at("2026-10-20T22:00:00Z"),
      startedBefore: at("2026-11-19T23:00:00Z"),
    };
    for (const asked of [
      filters,
      { ...filters, agentId },
      { ...filters, statuses: ["completed" as const] },
    ]) {
      const plan = await scoped(scope, (tx) =>
        tx.execute<{ "QUERY PLAN": string }>(sql`explain ${figuresStatement(scope.tenantId, asked)}`),
      );
      const text = plan.map((row) => row["QUERY PLAN"]).join("\n");
      expect(text).not.toMatch(/Seq Scan on calls/);
      expect(text).toMatch(/calls_(agent_|status_)?started/);
      const rows = await readFigures(scope, asked);
      expect(rows.find((row) => row.kind === "total")?.calls).toBe((30 * 24 + 1) * 3);
    }
  });
});
