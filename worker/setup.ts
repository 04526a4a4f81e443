import { readFile } from "node:fs/promises";
import { closeDatabase, openDatabase, pingDatabase } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import { hasTenants } from "@/db/queries/unscoped-tenants";
import { env } from "@/env";
import { fillDemo } from "@/lib/demo/fill-demo";
import { demoWorld } from "@/lib/demo/world";
import { createQueues } from "@/lib/jobs/run-jobs";

/** Brings the database up to date; given a file with the demo's accounts, fills an empty house with two businesses. */
async function main(worldFile: string | undefined): Promise<void> {
  await migrateDatabase(env.DATABASE_URL);
  await createQueues(env.DATABASE_URL);
  openDatabase(env.DATABASE_URL, 4);
  await pingDatabase();
  if (worldFile && !(await hasTenants())) {
    await fillDemo(demoWorld.parse(JSON.parse(await readFile(worldFile, "utf8"))), new Date());
  }
  await closeDatabase();
}

main(process.argv[2]).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
