import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { afterEach, describe, expect, inject, it } from "vitest";
import { closeDatabase, openDatabase, pingDatabase } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";

const serverUrl = inject("databaseServerUrl");
const databaseUrl = (name: string) => serverUrl.replace(/\/[^/]*$/, `/${name}`);
const made: string[] = [];

async function emptyDatabase(): Promise<string> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const admin = postgres(databaseUrl("template1"), { max: 1, onnotice: () => undefined });
  await admin.unsafe(`create database ${name} template template0`);
  await admin.end();
  made.push(name);
  return databaseUrl(name);
}

afterEach(async () => {
  await closeDatabase();
  const admin = postgres(databaseUrl("template1"), { max: 1, onnotice: () => undefined });
  for (const name of made.splice(0)) await admin.unsafe(`drop database ${name} with (force)`);
  await admin.end();
});

/** What the schema is: tables, columns, policies, grants and applied migrations. */
async function describeSchema(url: string): Promise<unknown> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return {
      columns:
        await sql`select table_name, column_name, data_type, is_nullable from information_schema.columns
        where table_schema = 'public' order by 1, 2`,
      policies:
        await sql`select tablename, policyname, roles, cmd, qual, with_check from pg_policies order by 1, 2`,
      grants: await sql`select grantee, table_name, privilege_type from information_schema.role_table_grants
        where grantee like 'centralita_%' order by 1, 2, 3`,
      applied: await sql`select hash from drizzle.__drizzle_migrations order by id`,
    };
  } finally {
    await sql.end();
  }
}

describe("migrations", () => {
  it("of three processes that start at once are applied once, and a further run changes nothing", async () => {
    const url = await emptyDatabase();
    await Promise.all([migrateDatabase(url), migrateDatabase(url), migrateDatabase(url)]);
    const after = await describeSchema(url);
    const migrated = await describeSchema(serverUrl);
    expect(after).toEqual(migrated);
    await migrateDatabase(url);
    expect(await describeSchema(url)).toEqual(after);
  });

  it("leave a database whose application role is bound by the policies", async () => {
    const url = await emptyDatabase();
    await migrateDatabase(url);
    openDatabase(url, 2);
    await expect(pingDatabase()).resolves.toBeUndefined();
    const owner = postgres(url, { max: 1, onnotice: () => undefined });
    await owner`alter table calls disable row level security`;
    await owner.end();
    await expect(pingDatabase()).rejects.toThrow("not bound by row-level security");
  });
});
