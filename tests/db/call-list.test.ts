import { randomUUID } from "node:crypto";
import fc from "fast-check";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CallCursor, listCalls as queryCalls } from "@/db/queries/calls";
import { listCalls } from "@/lib/calls/list-calls";
import { callFilters } from "@/lib/calls/schema";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { addAgent, addCall, addTurns, createBusiness } from "./business";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

describe("the pages of the call list", () => {
  it("put together are the whole list in order, whatever their size and however many instants are equal", async () => {
    const instants = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 14 });
    await fc.assert(
      fc.asyncProperty(instants, fc.integer({ min: 1, max: 5 }), async (offsets, limit) => {
        const { scope } = await createBusiness();
        const made = [];
        for (const offset of offsets)
          made.push(await addCall(scope, { startedAt: new Date(1_790_000_000_000 + offset) }));
        const expected = made
          .toSorted((a, b) => +b.startedAt - +a.startedAt || (a.id < b.id ? 1 : -1))
          .map((call) => call.id);
        const seen: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await listCalls(scope, {}, { cursor, limit });
          expect(page.data.length).toBeLessThanOrEqual(limit);
          seen.push(...page.data.map((call) => call.id));
          cursor = page.nextCursor ?? undefined;
        } while (cursor !== undefined && seen.length <= offsets.length);
        expect(seen).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  });

  it("do not skip or repeat a call when new ones come in between", async () => {
    const { scope } = await createBusiness();
    const at = Date.now() - 60_000;
    const old = [];
    for (let index = 0; index < 6; index += 1)
      old.push(await addCall(scope, { startedAt: new Date(at - index) }));
    const first = await listCalls(scope, {}, { limit: 3 });
    await addCall(scope, { startedAt: new Date() });
    const second = await listCalls(scope, {}, { limit: 3, cursor: first.nextCursor ?? undefined });
    expect([...first.data, ...second.data].map((call) => call.id)).toEqual(old.map((call) => call.id));
    expect(second.nextCursor).toBeNull();
  });

  it("refuse a cursor that is not one of ours, naming it", async () => {
    const { scope } = await createBusiness();
    const encode = (text: string) => Buffer.from(text).toString("base64url");
    const cursors = [
      "x",
      encode("yesterday|" + randomUUID()),
      encode(`${new Date().toISOString()}|${"-".repeat(36)}`),
      encode(`${new Date().toISOString()}|${"0".repeat(36)}`),
      encode(`+275760-09-13T00:00:00.000Z|${randomUUID()}`),
      encode(`0000-01-01T00:00:00.000Z|${randomUUID()}`),
    ];
    for (const cursor of cursors) {
      await expect(listCalls(scope, {}, { cursor, limit: 5 }), cursor).rejects.toMatchObject({
        code: "invalid",
        fields: { cursor: "invalid" },
      });
    }
  });

  it("answer any day that is asked for, and refuse those no database can write", async () => {
    const { scope } = await createBusiness();
    await addCall(scope);
    for (const [from, to, found] of [
      ["1900-01-01", "2999-12-31", 1],
      ["1900-01-01", "1900-01-01", 0],
      ["2999-12-31", "2999-12-31", 0],
    ] as const) {
      const filters = callFilters.parse({ from, to });
      expect((await listCalls(scope, filters, { limit: 5 })).data.length, from).toBe(found);
    }
    for (const day of ["0000-01-01", "0001-01-01", "1899-12-31", "3000-01-01", "9999-12-31", "2026-02-30"]) {
      expect(callFilters.safeParse({ from: day }).success, day).toBe(false);
      expect(callFilters.safeParse({ to: day }).success, day).toBe(false);
    }
  });
});

describe("the filters of the call list", () => {
  it("find words of both languages with and without accents and endings, and negated ones not", async () => {
    const { scope } = await createBusiness();
    const spanish = await addCall(scope);
    const english = await addCall(scope);
    await addTurns(scope, spanish.id, "es", [
      "Quería una cita mañana con la doctora Núñez",
      "La última limpieza",
    ]);
    await addTurns(scope, english.id, "en", [
      "I would like two appointments tomorrow",
      "Is the café closed?",
    ]);
    const search = async (q: string) =>
      (await listCalls(scope, { q }, { limit: 10 })).data.map((call) => call.id).sort();
    for (const q of ["manana", "MAÑANA", "citas", "nunez", "ultimas", "limpiezas", '"cita mañana"']) {
      expect(await search(q), q).toEqual([spanish.id]);
    }
    for (const q of ["appointment", "TOMORROW", "cafe", "closing"])
      expect(await search(q), q).toEqual([english.id]);
    expect(await search("cita or appointment")).toEqual([spanish.id, english.id].sort());
    for (const q of ["gerundio", "'", '"', "\\", "(", "&|!", "a:*", "%", "---", "🦷"])
      expect(await search(q), q).toEqual([]);
  });

  it("find a number by its beginning as it is dialled at home or abroad", async () => {
    const { scope } = await createBusiness();
    const call = await addCall(scope, { fromNumber: "+34612345678" });
    await addCall(scope, { fromNumber: "+34712345678" });
    const search = async (q: string) =>
      (await listCalls(scope, { q }, { limit: 10 })).data.map(({ id }) => id);
    for (const q of ["612345678", "612 34 56", "+34 612", "34612", "(612)"])
      expect(await search(q), q).toEqual([call.id]);
    expect(await search("+3461234567890")).toEqual([]);
  });

  it("narrow together", async () => {
    const { scope } = await createBusiness();
    const agentId = await addAgent(scope);
    const wanted = await addCall(scope, { agentId, status: "completed", direction: "inbound" });
    await addCall(scope, { agentId, status: "failed", direction: "inbound" });
    await addCall(scope, { status: "completed", direction: "inbound" });
    await addCall(scope, { agentId, status: "completed", direction: "outbound" });
    const found = await listCalls(
      scope,
      { agentId, status: ["completed", "busy"], direction: "inbound" },
      { limit: 10 },
    );
    expect(found.data.map((call) => call.id)).toEqual([wanted.id]);
  });
});

describe("who answered a call", () => {
  it("is a filter of the list, and calls of which nobody said so are of none", async () => {
    const { scope } = await createBusiness();
    const machine = await addCall(scope, { direction: "outbound", answeredBy: "machine" });
    await addCall(scope, { direction: "outbound", answeredBy: "human" });
    await addCall(scope, { direction: "outbound" });
    const found = await listCalls(scope, { answeredBy: "machine" }, { limit: 10 });
    expect(found.data.map((call) => call.id)).toEqual([machine.id]);
  });
});

describe("at size", () => {
  const CALLS = 20_000;

  it("neither a page nor a search reads a whole table", async () => {
    const { scope } = await createBusiness();
    const agentId = await addAgent(scope);
    const { owner } = database;
    await owner`
      insert into calls (tenant_id, id, direction, mode, status, agent_id, from_number, to_number, started_at, ended_at)
      select ${scope.tenantId}, gen_random_uuid(), 'inbound', 'bridge', (array['completed','failed'])[1 + (n % 20 = 0)::int],
        ${agentId}, '+346' || lpad(n::text, 8, '0'), '+34910000001', now() - n * interval '1 minute', now()
      from generate_series(1, ${CALLS}) n`;
    await owner`
      insert into turns (tenant_id, call_id, position, role, text, offset_ms, language, spoken_at)
      select tenant_id, id, 0, 'caller', 'palabra' || row_number() over () || ' quisiera cambiar una hora', 0, 'es', now()
      from calls where tenant_id = ${scope.tenantId}`;
    await owner`analyze calls`.execute();
    await owner`analyze turns`.execute();

    const app = postgres(database.url, {
      max: 1,
      onnotice: () => undefined,
      connection: { role: "centralita_app" },
    });
    try {
      const explain = (statement: (sql: postgres.TransactionSql) => postgres.PendingQuery<postgres.Row[]>) =>
        app.begin(async (sql) => {
          await sql`select set_config('app.tenant_id', ${scope.tenantId}, true)`;
          return (await statement(sql)).map((row) => String(row["QUERY PLAN"])).join("\n");
        });
      const after: CallCursor = { startedAt: new Date(Date.now() - 3_600_000_000), id: randomUUID() };
      const plans = [
        await explain(
          (sql) => sql`explain select * from calls where tenant_id = ${scope.tenantId}
          order by started_at desc, id desc limit 51`,
        ),
        await explain(
          (sql) => sql`explain select * from calls where tenant_id = ${scope.tenantId}
          and (started_at, id) < (${after.startedAt}, ${after.id}::uuid) order by started_at desc, id desc limit 51`,
        ),
        await explain(
          (
            sql,
          ) => sql`explain select * from calls where tenant_id = ${scope.tenantId} and status in ('failed')
          order by started_at desc, id desc limit 51`,
        ),
        await explain(
          (
            sql,
          ) => sql`explain select * from calls where tenant_id = ${scope.tenantId} and agent_id = ${agentId}
          order by started_at desc, id desc limit 51`,
        ),
        await explain(
          (sql) => sql`explain select * from calls where tenant_id = ${scope.tenantId} and ended_at is null
          order by started_at limit 200`,
        ),
        await explain(
          (sql) => sql`explain select * from calls where tenant_id = ${scope.tenantId}
          and (from_number >= '+34600001' and from_number < '+34600001~' or to_number >= '+34600001' and to_number < '+34600001~')
          order by started_at desc, id desc limit 51`,
        ),
      ];
      for (const plan of plans) expect(plan).not.toMatch(/Seq Scan on calls/);
    } finally {
      await app.end();
    }
    // The body of search_calls, as it is in the database, run as the owner it runs as.
    const [made] = await owner<
      { body: string }[]
    >`select prosrc as body from pg_proc where proname = 'search_calls'`;
    const plan = await owner.begin(async (sql) => {
      await sql`select set_config('app.tenant_id', ${scope.tenantId}, true)`;
      return sql.unsafe(`explain ${(made?.body ?? "").replaceAll(/\bquery\b/g, "'palabra4711'::text")}`);
    });
    expect(plan.map((row) => String(row["QUERY PLAN"])).join("\n")).toMatch(
      /Bitmap Index Scan on turns_search/,
    );
    const found = await queryCalls(scope, { words: "palabra4711" }, { limit: 10 });
    expect(found.length).toBe(1);
  });
});
