/**
 * What it takes to import contacts, beside inserting them row by row: `npx tsx bench/import.ts [--rows 100000] [--baselineRows 10000]
 * [--rounds 3]`.
 *
 * Method. An embedded PostgreSQL of its own, migrated; every run has a business of its own, so every one begins without contacts. The
 * candidate is the product's own verb: a file in windows-1252 with semicolons is read as a stream from a folder, decoded, cut, every
 * cell judged (telephone numbers by their country's plan, dates, addresses), every person looked up by external id, number and name,
 * address and name, and written in one transaction with its numbers, while a heartbeat tells how far it is. 2 % of the rows are bad, 1 %
 * join an earlier one. The baseline reads the same beginning of the same file into rows with the same code, outside the clock, and then
 * sends one INSERT per contact and one per number, one after the other in one transaction on one connection: it looks nobody up. It
 * runs on fewer rows, and its rate is compared, not its time; it has no reason to become faster with more of them.
 *
 * Each run is a process of its own (bench/import-run.ts). Memory is its peak resident set less what it had when the modules were loaded
 * and the database was open; the candidate is run on a tenth of the rows, too, and once on three times as many, to show whether it
 * grows with them: the runtime fills the young part of its heap before it cleans up, so the smallest run need not reach the level of
 * the others. Load generator and PostgreSQL share the machine's cores. A run that does not end with the expected number of contacts
 * makes all of it void: exit 1. Figures are the median (quartiles) of the rounds; ratios are taken within a round.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { startEmbeddedPostgres } from "../db/embedded.mjs";
import { migrateDatabase } from "../db/migrate";
import { readFlags } from "./flags";
import { printComparison, printFigure, printMachine } from "./report";

const { numbers: flags } = readFlags({ rows: 100_000, baselineRows: 10_000, rounds: 3 });
const MEGABYTE = 1024 * 1024;

const measured = z.object({ rows: z.number(), seconds: z.number(), addedBytes: z.number() });
type Measured = z.output<typeof measured>;

function fileOf(rows: number): Buffer {
  const lines = Array.from({ length: rows }, (_, index) => {
    const digits = `6${String(index).padStart(8, "0")}`;
    const phone = [digits, `0034 ${digits}`, `="${digits}"`][index % 3];
    if (index % 100 === 97) return `H${index};Sin teléfono;Núñez;6,00123E+08;;;`;
    if (index % 100 === 98) return `H${index};;;${phone};;;`;
    if (index % 100 === 99) {
      const before = `6${String(index - 9).padStart(8, "0")}`;
      return `;PERSONA ${index - 9};nunez;+34${before};;;`;
    }
    return `H${index};Persona ${index};Núñez;${phone};p${index}@example.com;02/03/1980;"nota; ""${index}"""`;
  });
  const heading = "Nº Historia;Nombre;Apellidos;Teléfono;Correo;Fecha de nacimiento;Notas";
  return Buffer.from(`${[heading, ...lines].join("\r\n")}\r\n`, "latin1");
}

async function run(
  kind: "import" | "insert",
  rows: number,
  place: { databaseUrl: string; folder: string },
): Promise<Measured> {
  const file = path.join(place.folder, `${rows}.csv`);
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "bench/import-run.ts", kind, file, String(rows)],
    {
      stdio: ["ignore", "pipe", "inherit"],
      env: {
        ...process.env,
        DATABASE_URL: place.databaseUrl,
        STORAGE_URL: `file:${path.join(place.folder, "storage")}`,
        PUBLIC_URL: "http://unused",
        AUTH_SECRET: "nobody signs in while this is measured",
        ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString("base64")}`,
        LOG_LEVEL: "error",
      },
    },
  );
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new Error(`a run of ${kind} ended with ${code}: ${output}`);
  return measured.parse(JSON.parse(output));
}

const perSecond = ({ rows, seconds }: Measured) => rows / seconds;

printMachine();
const folder = await mkdtemp(path.join(tmpdir(), "centralita-bench-import-"));
const postgres = await startEmbeddedPostgres(path.join(folder, "postgres"));
try {
  await migrateDatabase(postgres.url);
  const tenth = Math.ceil(flags.rows / 10);
  const triple = flags.rows * 3;
  for (const rows of new Set([flags.rows, tenth, triple, flags.baselineRows]))
    await writeFile(path.join(folder, `${rows}.csv`), fileOf(rows));
  const place = { databaseUrl: postgres.url, folder };
  console.log(
    `${flags.rounds} rounds; ${flags.rows} rows imported, ${tenth} for memory, ${flags.baselineRows} inserted one by one`,
  );
  const [imports, tenths, inserts]: [Measured[], Measured[], Measured[]] = [[], [], []];
  for (let round = 0; round < flags.rounds; round += 1) {
    imports.push(await run("import", flags.rows, place));
    inserts.push(await run("insert", flags.baselineRows, place));
    tenths.push(await run("import", tenth, place));
  }
  printComparison(
    ["import", "row by row"],
    [{ name: "rows per second", candidate: imports.map(perSecond), baseline: inserts.map(perSecond) }],
  );
  printFigure(
    `seconds for ${flags.rows} rows`,
    imports.map(({ seconds }) => seconds),
  );
  const added = (runs: Measured[]) => runs.map(({ addedBytes }) => addedBytes / MEGABYTE);
  printFigure(`memory added by ${flags.rows} rows, MiB`, added(imports));
  printFigure(`memory added by ${tenth} rows, MiB`, added(tenths));
  printFigure(`memory added by ${triple} rows, MiB`, added([await run("import", triple, place)]));
} catch (error) {
  console.error(`Void: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}
