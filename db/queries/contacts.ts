import { and, asc, desc, eq, ne, sql } from "drizzle-orm";
import type { ContactKind } from "@/lib/vocabulary";
import { type Scope, scoped } from "../client";
import { type Contact, contactNumbers, contacts, doNotCallNumbers } from "../schema/contacts";
import { unlessRefused } from "../violation";
import { contactColumns, type ContactRow } from "./contact-columns";

export async function findContactById(scope: Scope, contactId: string): Promise<ContactRow | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .select(contactColumns)
      .from(contacts)
      .where(and(eq(contacts.tenantId, scope.tenantId), eq(contacts.id, contactId))),
  );
  return row;
}

/** By its id in the business's own system. */
export async function findContactByExternalId(
  scope: Scope,
  externalId: string,
): Promise<ContactRow | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .select(contactColumns)
      .from(contacts)
      .where(and(eq(contacts.tenantId, scope.tenantId), eq(contacts.externalId, externalId))),
  );
  return row;
}

/** Everybody who can be reached there (E.164), most recently updated first. */
export async function findContactsByNumber(scope: Scope, number: string): Promise<ContactRow[]> {
  return scoped(scope, (tx) =>
    tx
      .select(contactColumns)
      .from(contacts)
      .where(
        and(
          eq(contacts.tenantId, scope.tenantId),
          sql`${contacts.id} in (
            select n.contact_id from contact_numbers n
            where n.tenant_id = ${scope.tenantId} and n.number = ${number})`,
        ),
      )
      .orderBy(desc(contacts.updatedAt), asc(contacts.id))
      .limit(50),
  );
}

/** Holds the row until the transaction ends; nobody can attach a call, visit or message to it meanwhile. */
export async function lockContact(scope: Scope, contactId: string): Promise<ContactRow | undefined> {
  const held = await scoped(scope, (tx) =>
    tx
      .select({ id: contacts.id })
      .from(contacts)
      .where(and(eq(contacts.tenantId, scope.tenantId), eq(contacts.id, contactId)))
      .for("update"),
  );
  return held.length > 0 ? findContactById(scope, contactId) : undefined;
}

export interface ContactValues {
  kind: ContactKind;
  name: string;
  /** Of `name`, by lib/contacts/name-key.ts. */
  nameKey: string;
  email?: string | null;
  language?: Contact["language"];
  timeZone?: string | null;
  externalId?: string | null;
  dateOfBirth?: string | null;
  tags?: string[];
  variables?: Record<string, string>;
  notes?: string;
  /** E.164, each once, in the order in which they are tried. */
  numbers?: { number: string; label: string }[];
  doNotCallAt?: Date | null;
  doNotCallReason?: string | null;
}

/** Undefined when another contact has its external id. */
export async function insertContact(
  scope: Scope,
  { numbers = [], ...values }: ContactValues,
): Promise<ContactRow | undefined> {
  return scoped(scope, async (transaction) => {
    const [made] = await transaction
      .insert(contacts)
      .values({ ...values, tenantId: scope.tenantId })
      .onConflictDoNothing({ target: [contacts.tenantId, contacts.externalId] })
      .returning({ id: contacts.id });
    if (!made) return undefined;
    const inner = { ...scope, transaction };
    await replaceNumbers(inner, made.id, numbers);
    return findContactById(inner, made.id);
  });
}

/** `taken`: another contact has the external id. Undefined for a contact of another tenant. */
export async function changeContact(
  scope: Scope,
  contactId: string,
  { numbers, ...patch }: Partial<ContactValues>,
): Promise<ContactRow | "taken" | undefined> {
  return scoped(scope, async (transaction) => {
    const inner = { ...scope, transaction };
    const changed = await unlessRefused(inner, "taken", (step) =>
      step
        .update(contacts)
        .set({ ...patch, updatedAt: sql`now()` })
        .where(and(eq(contacts.tenantId, scope.tenantId), eq(contacts.id, contactId)))
        .returning({ id: contacts.id }),
    );
    if (changed === "taken") return "taken";
    if (changed.length === 0) return undefined;
    if (numbers) await replaceNumbers(inner, contactId, numbers);
    return findContactById(inner, contactId);
  });
}

async function replaceNumbers(
  scope: Scope,
  contactId: string,
  numbers: { number: string; label: string }[],
): Promise<void> {
  await scoped(scope, async (tx) => {
    await tx
      .delete(contactNumbers)
      .where(and(eq(contactNumbers.tenantId, scope.tenantId), eq(contactNumbers.contactId, contactId)));
    if (numbers.length === 0) return;
    await tx.insert(contactNumbers).values(
      numbers.map(({ number, label }, position) => ({
        tenantId: scope.tenantId,
        contactId,
        number,
        label,
        position,
      })),
    );
  });
}

/** Others who can be reached at one of this contact's numbers. */
export async function listSharers(scope: Scope, contactId: string): Promise<{ id: string; name: string }[]> {
  return scoped(scope, (tx) =>
    tx
      .selectDistinct({ id: contacts.id, name: contacts.name, nameKey: contacts.nameKey })
      .from(contacts)
      .innerJoin(
        contactNumbers,
        and(eq(contactNumbers.tenantId, contacts.tenantId), eq(contactNumbers.contactId, contacts.id)),
      )
      .where(
        and(
          eq(contacts.tenantId, scope.tenantId),
          ne(contacts.id, contactId),
          sql`${contactNumbers.number} in (
            select mine.number from contact_numbers mine
            where mine.tenant_id = ${scope.tenantId} and mine.contact_id = ${contactId})`,
        ),
      )
      .orderBy(asc(contacts.nameKey), asc(contacts.id))
      .limit(20),
  );
}

/** Whether the number (E.164) is on the list of those nobody may call. */
export async function isNumberBlocked(scope: Scope, number: string): Promise<boolean> {
  const rows = await scoped(scope, (tx) =>
    tx
      .select({ number: doNotCallNumbers.number })
      .from(doNotCallNumbers)
      .where(and(eq(doNotCallNumbers.tenantId, scope.tenantId), eq(doNotCallNumbers.number, number))),
  );
  return rows.length > 0;
}

/** Nobody may call there from now on, whoever answers; the first reason stays. */
export async function blockNumber(
  scope: Scope,
  { number, reason }: { number: string; reason: string },
): Promise<void> {
  await scoped(scope, (tx) =>
    tx
      .insert(doNotCallNumbers)
      .values({ tenantId: scope.tenantId, number, reason, recordedBy: scope.actor })
      .onConflictDoNothing(),
  );
}

/**
 * Puts the contact's numbers on that list, but for those at which somebody else may be called. Nobody who is not flagged stops being
 * reachable because of another person at the same telephone.
 */
export async function blockNumbersOf(
  scope: Scope,
  contactId: string,
  { reason }: { reason: string },
): Promise<void> {
  await scoped(scope, (tx) =>
    tx.execute(sql`
      insert into do_not_call_numbers (tenant_id, number, reason, recorded_by)
      select mine.tenant_id, mine.number, ${reason}, ${scope.actor} from contact_numbers mine
      where mine.tenant_id = ${scope.tenantId} and mine.contact_id = ${contactId} and not exists (
        select from contact_numbers theirs
        join contacts other on other.tenant_id = theirs.tenant_id and other.id = theirs.contact_id
        where theirs.tenant_id = mine.tenant_id and theirs.number = mine.number
          and other.id <> mine.contact_id and other.do_not_call_at is null)
      on conflict do nothing`),
  );
}

export async function unblockNumbersOf(scope: Scope, contactId: string): Promise<void> {
  await scoped(scope, (tx) =>
    tx.execute(sql`
      delete from do_not_call_numbers where tenant_id = ${scope.tenantId} and number in (
        select mine.number from contact_numbers mine
        where mine.tenant_id = ${scope.tenantId} and mine.contact_id = ${contactId})`),
  );
}

/** Everybody who is written so (lib/contacts/name-key.ts). */
export async function findContactsByNameKey(scope: Scope, nameKey: string): Promise<ContactRow[]> {
  return scoped(scope, (tx) =>
    tx
      .select(contactColumns)
      .from(contacts)
      .where(and(eq(contacts.tenantId, scope.tenantId), eq(contacts.nameKey, nameKey)))
      .limit(20),
  );
}
