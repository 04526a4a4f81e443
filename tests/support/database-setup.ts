import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "@/db/embedded.mjs";
import { migrateDatabase } from "@/db/migrate";

declare module "vitest" {
  interface ProvidedContext {
    databaseServerUrl: string;
  }
}

/** One PostgreSQL for the database tests; every test file copies the migrated database (tests/support/database.ts). */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), "centralita-db-"));
  const server = await startEmbeddedPostgres(folder);
  await migrateDatabase(server.url);
  project.provide("databaseServerUrl", server.url);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
