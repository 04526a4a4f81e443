import { type Scope, withTransaction } from "@/db/client";
import type { ContactRow } from "@/db/queries/contact-columns";
import {
  changeContact,
  type ContactValues,
  findContactByExternalId,
  insertContact,
  lockContact,
} from "@/db/queries/contacts";
import { getTenant } from "@/db/queries/team";
import { definedOnly } from "@/lib/defined-only";
import { AppError, externalIdTaken } from "@/lib/errors";
import type { Country } from "@/lib/vocabulary";
import { type ContactWithSharers, getContact } from "./get-contact";
import { nameKey } from "./name-key";
import { readNumbers } from "./read-numbers";
import type { ContactInput, ContactPatch } from "./schema";
import { tellContact } from "./tell-contact";

/** Throws `invalid` for what is no telephone number, `conflict` when another contact has the external id. */
export async function createContact(scope: Scope, input: ContactInput): Promise<ContactWithSharers> {
  const { country } = await getTenant(scope);
  const values = valuesOf(input, country);
  const made = await withTransaction(scope, async (inner) => {
    const contact = await insertContact(inner, values);
    if (!contact) throw externalIdTaken();
    await tellContact(inner, "contact.created", contact);
    return contact;
  });
  return getContact(scope, made.id);
}

/**
 * What is left out stays; what changes nothing is told to nobody. Throws `not_found` for a contact of another tenant, and what
 * `createContact` throws.
 */
export async function updateContact(
  scope: Scope,
  contactId: string,
  patch: ContactPatch,
): Promise<ContactWithSharers> {
  const { country } = await getTenant(scope);
  await withTransaction(scope, async (inner) => {
    const before = await lockContact(inner, contactId);
    if (!before) throw new AppError("not_found", `contact ${contactId}`);
    await change(inner, before, patch, country);
  });
  return getContact(scope, contactId);
}

/**
 * Makes the contact that the business's own system knows by this id what it says, however often it says so. What the input leaves
 * out becomes what it is for a new contact.
 */
export async function putContact(
  scope: Scope,
  externalId: string,
  input: Omit<ContactInput, "externalId">,
): Promise<ContactWithSharers> {
  const { country } = await getTenant(scope);
  const contactId = await withTransaction(scope, async (inner) => {
    // Of two at once the second waits here for the first, and finds its contact.
    const made = await insertContact(inner, valuesOf({ ...input, externalId }, country));
    if (made) {
      await tellContact(inner, "contact.created", made);
      return made.id;
    }
    const known = await findContactByExternalId(inner, externalId);
    const before = known && (await lockContact(inner, known.id));
    if (!before) throw externalIdTaken();
    await change(inner, before, input, country);
    return before.id;
  });
  return getContact(scope, contactId);
}

async function change(
  scope: Scope,
  before: ContactRow,
  patch: ContactPatch,
  country: Country,
): Promise<void> {
  const values = definedOnly(valuesOf(patch, country));
  const fields = Object.keys(values) as (keyof typeof values)[];
  if (fields.every((field) => JSON.stringify(values[field]) === JSON.stringify(stored(before)[field])))
    return;
  const changed = await changeContact(scope, before.id, values);
  if (changed === "taken") throw externalIdTaken();
  if (changed) await tellContact(scope, "contact.updated", changed);
}

function valuesOf(input: ContactInput, country: Country): ContactValues;
function valuesOf(input: ContactPatch, country: Country): Partial<ContactValues>;
function valuesOf(input: ContactPatch, country: Country): Partial<ContactValues> {
  const { numbers, tags, ...rest } = input;
  return definedOnly({
    ...rest,
    nameKey: rest.name === undefined ? undefined : nameKey(rest.name),
    tags: tags && [...new Set(tags)],
    numbers: numbers && readNumbers(numbers, country),
  });
}

/** As `valuesOf` would write it. */
function stored({ numbers, ...columns }: ContactRow): ContactValues {
  return { ...columns, numbers: numbers.map(({ number, label }) => ({ number, label })) };
}
