import { randomUUID } from "node:crypto";
import type { Scope } from "@/db/client";
import type { ImportCounts, ImportFault } from "@/db/queries/contact-imports";
import {
  type BulkConsent,
  type BulkContact,
  forgetPlans,
  insertConsents,
  insertContacts,
  lockCandidates,
  replaceContacts,
} from "@/db/queries/imported-contacts";
import type { ContactImport } from "@/db/schema/contacts";
import { storable } from "@/lib/storable";
import type { FileRow } from "./file-rows";
import { KnownContacts, mergePerson, newContact } from "./merge-person";
import type { ImportedPerson, RowReader } from "./read-row";

type Terms = Pick<ContactImport, "kind" | "duplicateRule" | "fileName" | "createdBy">;
interface GoodRow {
  row: number;
  person: ImportedPerson;
}

/**
 * Makes contacts of rows, inside the transaction of the import, as if one row after the other were taken: of two rows about one person
 * the second finds what the first made. Adds to `counts`; answers the rows that cannot be taken.
 */
export async function takeBatch(
  scope: Scope,
  { rows, reader, terms, counts }: { rows: FileRow[]; reader: RowReader; terms: Terms; counts: ImportCounts },
): Promise<ImportFault[]> {
  const good: GoodRow[] = [];
  const bad: ImportFault[] = [];
  for (const { row, cells } of rows) {
    const { person, faults } = reader.read(cells);
    if (Object.keys(faults).length === 0) good.push({ row, person });
    else bad.push({ row, reasons: faults, cells: storable(cells) });
  }
  await forgetPlans(scope);
  const plan = planBatch(good, await knownAmong(scope, good), terms);
  await insertContacts(scope, plan.created);
  await replaceContacts(scope, plan.changed);
  await insertConsents(scope, plan.consents, {
    onlyNew: terms.duplicateRule === "fill",
    recordedBy: terms.createdBy,
  });
  counts.doneRows += rows.length;
  counts.createdRows += plan.createdRows;
  counts.mergedRows += plan.mergedRows;
  counts.skippedRows += plan.skippedRows;
  counts.badRows += bad.length;
  return bad;
}

async function knownAmong(scope: Scope, good: readonly GoodRow[]): Promise<KnownContacts> {
  const known = new KnownContacts();
  if (good.length === 0) return known;
  const people = good.map(({ person }) => person);
  const candidates = await lockCandidates(scope, {
    externalIds: people.flatMap(({ externalId }) => externalId ?? []),
    numbers: people.flatMap(({ numbers, nameKey }) => numbers.map(({ number }) => ({ number, nameKey }))),
    emails: people.flatMap(({ email, nameKey }) => (email === null ? [] : { email, nameKey })),
  });
  for (const candidate of candidates) known.keep(candidate);
  return known;
}

function planBatch(good: readonly GoodRow[], known: KnownContacts, { kind, duplicateRule, fileName }: Terms) {
  const created = new Map<string, BulkContact>();
  const changed = new Map<string, BulkContact>();
  const consents = new Map<string, BulkConsent>();
  let mergedRows = 0;
  let skippedRows = 0;
  for (const { row, person } of good) {
    const found = known.find(person);
    if (found && duplicateRule === "skip") {
      skippedRows += 1;
      continue;
    }
    const state =
      found && duplicateRule !== "skip"
        ? mergePerson(found, person, { rule: duplicateRule, kind })
        : newContact(randomUUID(), kind, person);
    if (found) mergedRows += 1;
    known.keep(state);
    // What says nothing new is not written: a file that comes again changes nothing.
    if (!found || created.has(state.id)) created.set(state.id, state);
    else if (JSON.stringify(found) !== JSON.stringify(state)) changed.set(state.id, state);
    for (const consent of person.consents) {
      const key = `${state.id} ${consent.purpose}`;
      if (duplicateRule === "fill" && consents.has(key)) continue;
      consents.set(key, { ...consent, contactId: state.id, evidence: `${fileName}, ${row}` });
    }
  }
  return {
    created: [...created.values()],
    changed: [...changed.values()],
    consents: [...consents.values()],
    createdRows: created.size,
    mergedRows,
    skippedRows,
  };
}
