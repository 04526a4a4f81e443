import { readFileSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";

/** The database of the house as its owner sees it, whom no policy binds. */
export function openHouseDatabase(dataFolder: string): postgres.Sql {
  const read = (name: string) => readFileSync(path.join(dataFolder, name), "utf8").trim();
  const url = `postgres://centralita:${read("postgres.secret")}@127.0.0.1:${read("postgres.port")}/postgres`;
  return postgres(url, { max: 2, onnotice: () => undefined });
}

/** Every row of one tenant, in every table; without what a request changes merely by being made. */
export async function everythingOf(sql: postgres.Sql, tenantId: string): Promise<Record<string, unknown[]>> {
  const tables = await sql<{ name: string }[]>`
    select c.table_name as name from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and c.column_name = 'tenant_id' and t.table_type = 'BASE TABLE' order by 1`;
  const everything: Record<string, unknown[]> = {};
  everything["tenants"] = [...(await sql`select to_jsonb(t) as row from tenants t where id = ${tenantId}`)];
  everything["users"] = [
    ...(await sql`select to_jsonb(u) as row from users u join memberships m on m.user_id = u.id
      where m.tenant_id = ${tenantId} order by u.id`),
  ];
  for (const { name } of tables) {
    // The worker looks at every business now and then, and notes when.
    if (name === "health_reports" || name === "line_services") continue;
    const rows = await sql`select to_jsonb(t) - 'checked_at' as row from ${sql(name)} t
      where tenant_id = ${tenantId} order by to_jsonb(t)::text`;
    everything[name] = [...rows];
  }
  return everything;
}
