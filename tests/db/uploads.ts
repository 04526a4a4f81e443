import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll } from "vitest";
import type { Scope } from "@/db/client";
import { findImport } from "@/db/queries/contact-imports";
import type { ContactImport } from "@/db/schema/contacts";
import { changeImport, startImport } from "@/lib/imports/manage-import";
import { receiveUpload } from "@/lib/imports/receive-upload";
import { runImport } from "@/lib/imports/run-import";
import type { ImportPatch } from "@/lib/imports/schema";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { stubSettings } from "@/tests/support/settings";

// What the hooks below make, for the tests that import it: a binding of a module is always read as it stands.
export let database: TestDatabase;

/** A database, and a folder for the files. */
export function openUploads(): void {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "centralita-imports-"));
    stubSettings({ LOG_LEVEL: "silent", STORAGE_URL: `file:${folder}` });
    database = await openTestDatabase();
  });
  afterAll(async () => {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });
}

export const never = new AbortController().signal;

export async function upload(
  scope: Scope,
  text: string | Buffer,
  fileName = "pacientes.csv",
): Promise<ContactImport> {
  async function* pieces() {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
  }
  return receiveUpload(scope, { fileName, body: pieces(), by: "Ana Prueba", country: "ES" });
}

export const change = (scope: Scope, importId: string, patch: ImportPatch) =>
  changeImport(scope, importId, { patch, country: "ES" });

export async function run(scope: Scope, importId: string): Promise<ContactImport | undefined> {
  await startImport(scope, importId, { isCheck: false });
  await runImport(scope, importId, never);
  return findImport(scope, importId);
}

interface Row {
  name: string;
  email: string | null;
  externalId: string | null;
  tags: string[];
  numbers: string[];
}

export const contactsOf = async (scope: Scope): Promise<Row[]> => [
  ...(await database.owner<Row[]>`
    select name, email, external_id as "externalId", tags,
      array(select number from contact_numbers n where n.contact_id = c.id order by position) as numbers
    from contacts c where tenant_id = ${scope.tenantId} order by name, external_id`),
];

export const people = (count: number, from = 0) =>
  Array.from(
    { length: count },
    (_, index) => `H${from + index};Persona ${from + index};6${String(from + index).padStart(8, "0")}\r\n`,
  ).join("");
export const HEADING = "Nº Historia;Nombre;Teléfono\r\n";
