import type { Scope } from "@/db/client";
import { countTraces } from "@/db/queries/contact-removal";
import type { ContactRow } from "@/db/queries/contact-columns";
import { findContactByExternalId, findContactById, listSharers } from "@/db/queries/contacts";
import { AppError } from "@/lib/errors";

export type ContactWithSharers = ContactRow & { sharesNumberWith: { id: string; name: string }[] };

/** Throws `not_found` for a contact of another tenant. */
export async function getContact(scope: Scope, contactId: string): Promise<ContactWithSharers> {
  return withSharers(scope, await findContactById(scope, contactId), `contact ${contactId}`);
}

/** By its id in the business's own system. Throws `not_found` when nobody has it. */
export async function getContactByExternalId(scope: Scope, externalId: string): Promise<ContactWithSharers> {
  return withSharers(scope, await findContactByExternalId(scope, externalId), "contact by external id");
}

async function withSharers(
  scope: Scope,
  contact: ContactRow | undefined,
  what: string,
): Promise<ContactWithSharers> {
  if (!contact) throw new AppError("not_found", what);
  return { ...contact, sharesNumberWith: await listSharers(scope, contact.id) };
}

/** What an erasure would take with it. Throws `not_found` for a contact of another tenant. */
export async function countErasure(
  scope: Scope,
  contactId: string,
): Promise<Awaited<ReturnType<typeof countTraces>>> {
  await getContact(scope, contactId);
  return countTraces(scope, contactId);
}
