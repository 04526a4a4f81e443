import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";
import { closeDatabase, openDatabase } from "@/db/client";

export interface TestDatabase {
  /** As the owner, whom no policy binds: for looking at what is really there. */
  owner: postgres.Sql;
  url: string;
  drop(): Promise<void>;
}

/** A copy of the migrated database, opened for this test file. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const serverUrl = inject("databaseServerUrl");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const admin = postgres(serverUrl.replace(/\/[^/]*$/, "/template1"), { max: 1, onnotice: () => undefined });
  // A template may have no other connection while it is copied: test files take turns.
  await admin`select pg_advisory_lock(hashtext('centralita.test-copy'))`;
  await admin.unsafe(`create database ${name} template postgres`);
  await admin`select pg_advisory_unlock(hashtext('centralita.test-copy'))`;
  const url = serverUrl.replace(/\/[^/]*$/, `/${name}`);
  openDatabase(url, 6);
  const owner = postgres(url, { max: 2, onnotice: () => undefined });
  return {
    owner,
    url,
    async drop() {
      await closeDatabase();
      await owner.end();
      await admin.unsafe(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}
