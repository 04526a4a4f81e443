import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { findImport } from "@/db/queries/contact-imports";
import { startImport } from "@/lib/imports/manage-import";
import { receiveUpload } from "@/lib/imports/receive-upload";
import { runImport } from "@/lib/imports/run-import";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { stubSettings } from "@/tests/support/settings";
import { until } from "@/tests/support/until";
import { createBusiness } from "./business";

let folder: string;
let database: TestDatabase;
const children: ChildProcess[] = [];
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "centralita-worker-"));
  database = await openTestDatabase();
  stubSettings({
    LOG_LEVEL: "info",
    DATABASE_URL: database.url,
    STORAGE_URL: `file:${folder}`,
    WORKER_PORT: "0",
  });
});
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

/** The worker's own process, from its sources. */
async function startWorker(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["--import", "tsx", "worker/index.ts"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
  await until("the worker is ready", () => output.includes('"ready"'), 60_000);
  return child;
}

it(
  "a worker that is killed in the middle of an import leaves nothing, and another one takes it from the beginning",
  { timeout: 180_000 },
  async () => {
    const { scope } = await createBusiness();
    const rows = Array.from(
      { length: 40_000 },
      (_, index) => `P${index};Persona ${index};6${String(index).padStart(8, "0")}`,
    );
    async function* body() {
      yield Buffer.from(["id;nombre;telefono", ...rows].join("\n"));
    }
    const { id } = await receiveUpload(scope, { fileName: "p.csv", body: body(), by: "Ana", country: "ES" });
    const countContacts = async () => {
      const [row] = await database.owner<{ count: number }[]>`
        select count(*)::int as count from contacts where tenant_id = ${scope.tenantId}`;
      return row?.count;
    };

    const worker = await startWorker();
    await startImport(scope, id, { isCheck: false });
    await until("rows are done", async () => ((await findImport(scope, id))?.doneRows ?? 0) > 2000, 60_000);
    worker.kill("SIGKILL");
    await once(worker, "exit");
    expect(await findImport(scope, id)).toMatchObject({ status: "running" });
    expect(await countContacts()).toBe(0);

    // Half a minute without a sign of life.
    await database.owner`update contact_imports set seen_at = seen_at - interval '31 seconds' where id = ${id}`;
    expect(await runImport(scope, id, new AbortController().signal)).toBe(true);
    expect(await findImport(scope, id)).toMatchObject({
      status: "completed",
      createdRows: 40_000,
      attempts: 2,
    });
    expect(await countContacts()).toBe(40_000);
  },
);
