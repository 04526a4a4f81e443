import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { createFullBusiness, type FullBusiness } from "./full-business";

let database: TestDatabase;
let app: postgres.Sql;
let system: postgres.Sql;
let ours: FullBusiness;
let theirs: FullBusiness;
let tables: string[];

/** Doors of the system role only: the app role has no business with them at all. */
const NOT_FOR_THE_APP = new Set(["sessions", "attempts"]);

beforeAll(async () => {
  database = await openTestDatabase();
  app = postgres(database.url, { max: 1, onnotice: () => undefined, connection: { role: "centralita_app" } });
  system = postgres(database.url, {
    max: 1,
    onnotice: () => undefined,
    connection: { role: "centralita_system" },
  });
  [ours, theirs] = await Promise.all([createFullBusiness(), createFullBusiness()]);
  const rows = await database.owner<{ table_name: string }[]>`
    select c.table_name from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and c.column_name = 'tenant_id' and t.table_type = 'BASE TABLE'
    order by 1`;
  tables = rows.map((row) => row.table_name);
});

afterAll(async () => {
  await Promise.all([app.end(), system.end()]);
  await database.drop();
});

/** Raw SQL as the application's role, with no filter of the application's own. */
function asTenant<T>(
  tenantId: string | null,
  work: (sql: postgres.TransactionSql) => Promise<T>,
): Promise<T> {
  return app.begin(async (sql) => {
    if (tenantId !== null) await sql`select set_config('app.tenant_id', ${tenantId}, true)`;
    return work(sql);
  }) as Promise<T>;
}

/** PostgreSQL's code for the refusal, or what the statement answered. */
async function codeOf(statement: Promise<unknown>): Promise<unknown> {
  try {
    return await statement;
  } catch (error) {
    return error instanceof postgres.PostgresError ? error.code : error;
  }
}

const open = () => tables.filter((table) => !NOT_FOR_THE_APP.has(table));

/** A row of ours as another tenant would have to write it, without the columns PostgreSQL fills by itself. */
async function copyOfOurRow(table: string): Promise<{ columns: string[]; row: Record<string, unknown> }> {
  const columns = await database.owner<{ column_name: string }[]>`
    select column_name from information_schema.columns
    where table_schema = 'public' and table_name = ${table} and is_generated = 'NEVER' and is_identity = 'NO'`;
  const [found] = await database.owner<{ row: Record<string, unknown> }[]>`
    select to_jsonb(t) as row from ${database.owner(table)} t where tenant_id = ${ours.scope.tenantId} limit 1`;
  if (!found) throw new Error(`${table} has no row of ours: add one to createFullBusiness`);
  return { columns: columns.map((column) => column.column_name), row: found.row };
}

describe("row-level security, with the application's own filter taken away", () => {
  it("guards every table that has a tenant_id", async () => {
    expect(tables).toContain("calls");
    const guarded = await database.owner<{ name: string; policies: string[] }[]>`
      select c.relname as name, coalesce(array_agg(p.polname::text) filter (where p.polname is not null), '{}') as policies
      from pg_class c left join pg_policy p
        on p.polrelid = c.oid and 'centralita_app'::regrole = any (p.polroles)
      where c.relrowsecurity and c.relnamespace = 'public'::regnamespace group by 1`;
    const unguarded = tables.filter((table) => {
      const found = guarded.find(({ name }) => name === table);
      return !found || (!NOT_FOR_THE_APP.has(table) && !found.policies.includes("tenant"));
    });
    expect(unguarded).toEqual([]);
    expect(guarded.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["tenants", "users", "sessions", "attempts"]),
    );
  });

  it("leaves no table of the schema readable by a role nobody named", async () => {
    const open = await database.owner<{ grantee: string; table_name: string }[]>`
      select distinct grantee, table_name from information_schema.role_table_grants
      where table_schema = 'public' and grantee = 'PUBLIC'`;
    expect(open).toEqual([]);
    const bypassing = await database.owner<{ rolname: string }[]>`
      select rolname from pg_roles where rolname like 'centralita_%' and (rolbypassrls or rolsuper or rolcanlogin)`;
    expect(bypassing).toEqual([]);
  });

  it("shows another tenant's rows in no table, and one's own in every one", async () => {
    for (const table of open()) {
      const rows = await asTenant(
        theirs.scope.tenantId,
        (sql) => sql<{ tenant_id: string }[]>`select tenant_id from ${sql(table)}`,
      );
      expect(new Set(rows.map((row) => row.tenant_id)), table).toEqual(new Set([theirs.scope.tenantId]));
    }
  });

  it("shows nothing at all when no tenant is named, or an empty one", async () => {
    for (const table of [...open(), "tenants", "users"]) {
      const none = await asTenant(null, (sql) => sql`select 1 from ${sql(table)}`);
      expect(none.length, table).toBe(0);
      const empty = await asTenant("", (sql) => sql`select 1 from ${sql(table)}`);
      expect(empty.length, table).toBe(0);
    }
  });

  it("does not let one tenant write a row of another", async () => {
    for (const table of open()) {
      const { columns, row } = await copyOfOurRow(table);
      const refusal = await codeOf(
        asTenant(
          theirs.scope.tenantId,
          (sql) => sql`insert into ${sql(table)} (${sql(columns)})
            select ${sql(columns)} from jsonb_populate_record(null::${sql(table)}, ${sql.json(row as postgres.JSONValue)})`,
        ),
      );
      expect(refusal, table).toBe("42501");
    }
  });

  it("does not let one tenant change or delete a row of another, nor push its own over the wall", async () => {
    for (const table of open()) {
      const before = await database.owner`
        select to_jsonb(t) as row from ${database.owner(table)} t where tenant_id = ${ours.scope.tenantId} order by to_jsonb(t)::text`;
      for (const statement of [
        (sql: postgres.TransactionSql) =>
          sql`update ${sql(table)} set tenant_id = tenant_id where tenant_id = ${ours.scope.tenantId} returning 1`,
        (sql: postgres.TransactionSql) =>
          sql`delete from ${sql(table)} where tenant_id = ${ours.scope.tenantId} returning 1`,
      ]) {
        const answer = await codeOf(
          asTenant(theirs.scope.tenantId, async (sql) => (await statement(sql)).length),
        );
        expect(answer === 0 || answer === "42501", `${table}: ${String(answer)}`).toBe(true);
      }
      const pushed = await codeOf(
        asTenant(
          theirs.scope.tenantId,
          (sql) => sql`update ${sql(table)} set tenant_id = ${ours.scope.tenantId}`,
        ),
      );
      expect(pushed, table).toBe("42501");
      const after = await database.owner`
        select to_jsonb(t) as row from ${database.owner(table)} t where tenant_id = ${ours.scope.tenantId} order by to_jsonb(t)::text`;
      expect(after, table).toEqual(before);
    }
  });

  it("does not let a tenant rename another, nor make or delete one", async () => {
    const renamed = await asTenant(
      theirs.scope.tenantId,
      (sql) => sql`update tenants set name = 'x' where id = ${ours.scope.tenantId} returning 1`,
    );
    expect(renamed.length).toBe(0);
    expect(await codeOf(asTenant(theirs.scope.tenantId, (sql) => sql`delete from tenants`))).toBe("42501");
    expect(
      await codeOf(
        asTenant(
          theirs.scope.tenantId,
          (sql) =>
            sql`insert into tenants (name, kind, country, time_zone, language) values ('x','clinic','ES','UTC','es')`,
        ),
      ),
    ).toBe("42501");
  });

  it("shows of people only colleagues, and never a password", async () => {
    const seen = await asTenant(theirs.scope.tenantId, (sql) => sql<{ id: string }[]>`select id from users`);
    expect(seen.map((row) => row.id)).toEqual([theirs.ownerId]);
    for (const select of [
      (sql: postgres.TransactionSql) => sql`select password_hash from users`,
      (sql: postgres.TransactionSql) => sql`select * from users`,
      (sql: postgres.TransactionSql) => sql`update users set name = 'x'`,
      (sql: postgres.TransactionSql) => sql`select 1 from sessions`,
      (sql: postgres.TransactionSql) => sql`select 1 from attempts`,
    ]) {
      expect(await codeOf(asTenant(theirs.scope.tenantId, select))).toBe("42501");
    }
  });

  it("lets nobody change what was recorded, not even its own tenant", async () => {
    for (const table of ["call_events", "audit_entries"]) {
      for (const statement of [
        (sql: postgres.TransactionSql) => sql`update ${sql(table)} set tenant_id = tenant_id`,
        (sql: postgres.TransactionSql) => sql`delete from ${sql(table)}`,
        (sql: postgres.TransactionSql) => sql`truncate ${sql(table)} cascade`,
      ]) {
        expect(await codeOf(asTenant(ours.scope.tenantId, statement)), table).toBe("42501");
      }
    }
  });

  it("keeps transcripts, events and webhook bodies from the role of the doors", async () => {
    for (const table of ["turns", "call_events", "webhook_events", "speech_clips", "audit_entries"]) {
      expect(await codeOf(Promise.resolve(system`select 1 from ${system(table)}`)), table).toBe("42501");
    }
    for (const column of ["reason", "brief", "note", "wanted_number"]) {
      expect(await codeOf(Promise.resolve(system`select ${system(column)} from transfers`)), column).toBe(
        "42501",
      );
    }
    for (const column of ["number", "error_message"]) {
      const read = system`select ${system(column)} from transfer_attempts`;
      expect(await codeOf(Promise.resolve(read)), column).toBe("42501");
    }
    const write = system`update transfer_attempts set checked_at = now()`;
    expect(await codeOf(Promise.resolve(write))).toBe("42501");
    expect(await codeOf(Promise.resolve(system`select search_calls('cita')`))).toBe("42501");
    expect(await codeOf(Promise.resolve(system`update calls set status = 'failed'`))).toBe("42501");
    expect(await codeOf(Promise.resolve(system`update accounts set sealed_secrets = 'x'`))).toBe("42501");
    expect(await codeOf(Promise.resolve(system`delete from tenants`))).toBe("42501");
  });

  it("searches only the tenant's own transcripts, although the search runs as the owner", async () => {
    const search = (tenantId: string | null) =>
      asTenant(tenantId, async (sql) =>
        (await sql<{ id: string }[]>`select search_calls('cita') as id`).map((row) => row.id),
      );
    expect(await search(ours.scope.tenantId)).toEqual([ours.call.id]);
    expect(await search(theirs.scope.tenantId)).toEqual([theirs.call.id]);
    expect(await search(null)).toEqual([]);
  });
});

describe("composite keys", () => {
  it("refuse every reference from one tenant to a row of another", async () => {
    const owner = database.owner;
    const foreign = (work: Promise<unknown>) => expect(codeOf(work)).resolves.toBe("23503");
    await foreign(
      owner`update numbers set agent_id = ${ours.agentId} where id = ${theirs.number.id}`.execute(),
    );
    await foreign(owner`update calls set agent_id = ${ours.agentId} where id = ${theirs.call.id}`.execute());
    await foreign(
      owner`update calls set number_id = ${ours.number.id} where id = ${theirs.call.id}`.execute(),
    );
    await foreign(
      owner`insert into call_events (tenant_id, call_id, source, external_key, type, occurred_at)
        values (${theirs.scope.tenantId}, ${ours.call.id}, 'twilio', 'x', 'call_received', now())`.execute(),
    );
    await foreign(
      owner`insert into turns (tenant_id, call_id, position, role, text, offset_ms, language, spoken_at)
        values (${theirs.scope.tenantId}, ${ours.call.id}, 99, 'agent', 'x', 0, 'es', now())`.execute(),
    );
  });
});
