import { randomUUID } from "node:crypto";
import * as consentQueries from "@/db/queries/consents";
import * as importQueries from "@/db/queries/contact-imports";
import * as contactListQueries from "@/db/queries/contact-list";
import * as contactRemovalQueries from "@/db/queries/contact-removal";
import * as contactQueries from "@/db/queries/contacts";
import * as importedContactQueries from "@/db/queries/imported-contacts";
import { createContact } from "@/lib/contacts/save-contact";
import { consentInput, contactInput } from "@/lib/contacts/schema";
import {
  database,
  ours,
  stranger,
  nothing,
  empty,
  harmless,
  strangersOwn,
  type Attempt,
  isRefused,
  refused,
} from "./stranger";

const importFile = () => ({
  id: randomUUID(),
  fileName: "x.csv",
  storageKey: "stolen",
  sizeBytes: 1,
  encoding: "utf-8",
  separator: ",",
  hasHeading: true,
  columns: ["x"],
  mapping: {},
  totalRows: 1,
  createdBy: "x",
});
const noCounts = { doneRows: 0, createdRows: 0, mergedRows: 0, skippedRows: 0, badRows: 0 };
const bulkContact = (id: string) => ({
  id,
  kind: "lead" as const,
  name: "stolen",
  nameKey: "stolen",
  email: null,
  language: null,
  externalId: null,
  dateOfBirth: null,
  tags: [],
  variables: {},
  notes: "",
  numbers: [],
});

/** Of people: contacts, consents and imports. */
export const CONTACTS_ATTEMPTS: Record<string, Attempt> = {
  insertImport: [() => importQueries.insertImport(stranger, importFile()), strangersOwn],
  findImport: [() => importQueries.findImport(stranger, ours.importId), nothing],
  listImports: [
    () => importQueries.listImports(stranger, 100),
    (answer) => (answer as unknown[]).every(strangersOwn),
  ],
  changeDraft: [() => importQueries.changeDraft(stranger, ours.importId, { kind: "lead" }), nothing],
  queueImport: [() => importQueries.queueImport(stranger, ours.importId, { isCheck: false }), nothing],
  cancelImport: [() => importQueries.cancelImport(stranger, ours.importId), nothing],
  claimImport: [
    () => importQueries.claimImport(stranger, ours.importId, { claimId: randomUUID(), staleSeconds: 0 }),
    nothing,
  ],
  touchImport: [
    () => importQueries.touchImport(stranger, ours.importId, { claimId: randomUUID(), counts: noCounts }),
    nothing,
  ],
  endImport: [
    () => importQueries.endImport(stranger, ours.importId, { claimId: randomUUID(), status: "completed" }),
    nothing,
  ],
  insertImportFaults: [
    () =>
      refused(
        importQueries.insertImportFaults(stranger, ours.importId, [{ row: 3, reasons: {}, cells: ["x"] }]),
      ),
    isRefused,
  ],
  deleteImportFaults: [() => importQueries.deleteImportFaults(stranger, ours.importId), harmless],
  listImportFaults: [
    () => importQueries.listImportFaults(stranger, ours.importId, { afterRow: 0, limit: 10 }),
    empty,
  ],
  forgetImportFile: [() => importQueries.forgetImportFile(stranger, ours.importId), harmless],
  forgetPlans: [() => importedContactQueries.forgetPlans(stranger), harmless],
  lockCandidates: [
    async () => {
      const contacts = await database.owner<{ key: string; email: string; number: string; id: string }[]>`
        select c.name_key as key, coalesce(c.email, '') as email, coalesce(c.external_id, '') as id,
          coalesce(n.number, '') as number from contacts c left join contact_numbers n on n.contact_id = c.id
        where c.tenant_id = ${ours.scope.tenantId}`;
      return importedContactQueries.lockCandidates(stranger, {
        externalIds: contacts.map(({ id }) => id),
        numbers: contacts.map(({ number, key }) => ({ number, nameKey: key })),
        emails: contacts.map(({ email, key }) => ({ email, nameKey: key })),
      });
    },
    empty,
  ],
  insertContacts: [
    () => importedContactQueries.insertContacts(stranger, [bulkContact(randomUUID())]),
    harmless,
  ],
  replaceContacts: [
    async () => {
      const contacts = await database.owner<{ id: string }[]>`
        select id from contacts where tenant_id = ${ours.scope.tenantId}`;
      return importedContactQueries.replaceContacts(
        stranger,
        contacts.map(({ id }) => bulkContact(id)),
      );
    },
    harmless,
  ],
  insertConsents: [
    () =>
      refused(
        importedContactQueries.insertConsents(
          stranger,
          [{ contactId: randomUUID(), purpose: "marketing", decision: "granted", evidence: "x" }],
          { onlyNew: false, recordedBy: "x" },
        ),
      ),
    isRefused,
  ],
  findContactById: [() => contactQueries.findContactById(stranger, ours.contactId), nothing],
  findContactByExternalId: [() => contactQueries.findContactByExternalId(stranger, "HC-1"), nothing],
  findContactsByNumber: [() => contactQueries.findContactsByNumber(stranger, "+34600000000"), empty],
  findContactsByNameKey: [() => contactQueries.findContactsByNameKey(stranger, "rosa nunez"), empty],
  lockContact: [() => contactQueries.lockContact(stranger, ours.contactId), nothing],
  insertContact: [
    () =>
      contactQueries.insertContact(stranger, { kind: "lead", name: "x", nameKey: "x", externalId: "HC-1" }),
    strangersOwn,
  ],
  changeContact: [
    () => contactQueries.changeContact(stranger, ours.contactId, { name: "changed", numbers: [] }),
    nothing,
  ],
  listSharers: [() => contactQueries.listSharers(stranger, ours.contactId), empty],
  isNumberBlocked: [() => contactQueries.isNumberBlocked(stranger, "+34600000001"), nothing],
  blockNumber: [
    () => contactQueries.blockNumber(stranger, { number: "+34600000001", reason: "changed" }),
    harmless,
  ],
  blockNumbersOf: [() => contactQueries.blockNumbersOf(stranger, ours.contactId, { reason: "x" }), harmless],
  unblockNumbersOf: [() => contactQueries.unblockNumbersOf(stranger, ours.contactId), harmless],
  listContacts: [
    async () => {
      const rows = await contactListQueries.listContacts(
        stranger,
        { search: { words: "rosa:*", lastDigits: "0000", textPrefix: "hc" } },
        { limit: 50 },
      );
      return rows.filter(({ tenantId }) => tenantId !== stranger.tenantId);
    },
    empty,
  ],
  listTags: [() => contactListQueries.listTags(stranger), empty],
  listConsents: [() => consentQueries.listConsents(stranger, ours.contactId), empty],
  insertConsent: [
    () =>
      refused(
        consentQueries.insertConsent(stranger, {
          ...consentInput.parse({
            purpose: "marketing",
            channel: "call",
            decision: "refused",
            source: "call",
          }),
          contactId: ours.contactId,
          decidedAt: new Date(),
        }),
      ),
    isRefused,
  ],
  repointContact: [
    async () => {
      const mine = await createContact(stranger, contactInput.parse({ name: "Ajena" }));
      await contactRemovalQueries.repointContact(stranger, { fromId: ours.contactId, toId: mine.id });
    },
    harmless,
  ],
  deleteContact: [() => contactRemovalQueries.deleteContact(stranger, ours.contactId), nothing],
  lockCallsOf: [() => contactRemovalQueries.lockCallsOf(stranger, ours.contactId), empty],
  deleteContactWithTraces: [
    () => contactRemovalQueries.deleteContactWithTraces(stranger, ours.contactId, [ours.call.id]),
    (answer) => (answer as { recordings: number }).recordings === 0,
  ],
  countTraces: [
    () => contactRemovalQueries.countTraces(stranger, ours.contactId),
    (answer) => Object.values(answer as Record<string, number>).every((count) => count === 0),
  ],
};
