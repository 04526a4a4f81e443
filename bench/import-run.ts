/** One run of bench/import.ts, in a process of its own: `import-run.ts import|insert <file> <rows>`. Prints what it took as JSON. */
import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { performance } from "node:perf_hooks";
import postgres from "postgres";
import { closeDatabase, openDatabase, type Scope } from "../db/client";
import { findImport } from "../db/queries/contact-imports";
import { createTenantWithOwner } from "../db/queries/unscoped";
import { CsvRows } from "../lib/imports/csv-rows";
import { startImport } from "../lib/imports/manage-import";
import { openRowReader } from "../lib/imports/read-row";
import { receiveUpload } from "../lib/imports/receive-upload";
import { runImport } from "../lib/imports/run-import";
import { decodeWhole } from "../lib/imports/text-decoding";

const SAMPLED_EVERY_MS = 20;
const [kind = "", file = "", rowsText = ""] = process.argv.slice(2);
const rows = Number(rowsText);

async function makeBusiness(): Promise<Scope> {
  const made = await createTenantWithOwner({
    business: { name: "Banco", kind: "clinic", country: "ES", timeZone: "Europe/Madrid", language: "es" },
    person: { name: "Ana", email: `${randomUUID()}@example.com`, passwordHash: "none" },
  });
  if (!made) throw new Error("no business");
  return { tenantId: made.tenant.id, actor: "system" };
}

async function importFile(scope: Scope): Promise<void> {
  const body = createReadStream(file) as AsyncIterable<Uint8Array>;
  const { id } = await receiveUpload(scope, { fileName: "bench.csv", body, by: "Ana", country: "ES" });
  await startImport(scope, id, { isCheck: false });
  await runImport(scope, id, new AbortController().signal);
  const ended = await findImport(scope, id);
  const expected = { created: rows - (rows / 100) * 3, merged: rows / 100, bad: (rows / 100) * 2 };
  if (
    ended?.status !== "completed" ||
    ended.createdRows !== expected.created ||
    ended.mergedRows !== expected.merged ||
    ended.badRows !== expected.bad
  )
    throw new Error(`not what was expected: ${JSON.stringify(ended)}`);
}

/** Answers the work that is measured; reading the file comes before it. */
async function prepareInserts(scope: Scope): Promise<() => Promise<void>> {
  const reader = new CsvRows(";");
  const [columns = [], ...table] = reader.push(decodeWhole(await readFile(file), "windows-1252"));
  const mapping = {
    0: "externalId",
    1: "name",
    2: "surname",
    3: "number",
    4: "email",
    5: "dateOfBirth",
    6: "notes",
  };
  const rowReader = openRowReader({ mapping, columns, tags: [], country: "ES" });
  const people = table
    .map((cells) => rowReader.read(cells))
    .filter(({ faults }) => Object.keys(faults).length === 0);
  const sql = postgres(process.env["DATABASE_URL"] ?? "", { max: 1, onnotice: () => undefined });
  return async () => {
    await sql.begin(async (tx) => {
      for (const { person } of people) {
        const id = randomUUID();
        await tx`insert into contacts (tenant_id, id, kind, name, name_key, email, external_id, date_of_birth, notes)
          values (${scope.tenantId}, ${id}, 'patient', ${person.name}, ${person.nameKey}, ${person.email}, ${person.externalId},
            ${person.dateOfBirth}, ${person.notes})`;
        for (const [position, { number }] of person.numbers.entries())
          await tx`insert into contact_numbers (tenant_id, contact_id, number, position)
            values (${scope.tenantId}, ${id}, ${number}, ${position})`;
      }
    });
    await sql.end();
  };
}

openDatabase(process.env["DATABASE_URL"] ?? "", 4);
const scope = await makeBusiness();
const work = kind === "import" ? () => importFile(scope) : await prepareInserts(scope);
const before = process.memoryUsage.rss();
let peak = before;
const sampling = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, SAMPLED_EVERY_MS);
const started = performance.now();
await work();
const seconds = (performance.now() - started) / 1000;
clearInterval(sampling);
process.stdout.write(JSON.stringify({ rows, seconds, addedBytes: peak - before }));
await closeDatabase();
