import { type Scope, withTransaction } from "@/db/client";
import { notifyTenant } from "@/db/queries/calls";
import { deleteContact, repointContact } from "@/db/queries/contact-removal";
import type { ContactRow } from "@/db/queries/contact-columns";
import { blockNumbersOf, changeContact, type ContactValues, lockContact } from "@/db/queries/contacts";
import { writeAudit } from "@/db/queries/team";
import { AppError } from "@/lib/errors";
import { type ContactWithSharers, getContact } from "./get-contact";
import { mergedNumbers, mergedNotes, mergedTags } from "./rules";
import { tellContact } from "./tell-contact";

/**
 * The two are one person: the first one gets what is the other's and keeps what both have, and the other ceases to exist. Throws
 * `not_found` for a contact of another tenant.
 */
export async function mergeContacts(
  scope: Scope,
  contactId: string,
  otherId: string,
): Promise<ContactWithSharers> {
  if (contactId === otherId) throw new AppError("invalid", "same contact", { otherId: "same_contact" });
  await withTransaction(scope, async (inner) => {
    // Always in the same order: two merges of the same two would wait for each other.
    const held = new Map<string, ContactRow | undefined>();
    for (const id of [contactId, otherId].toSorted()) held.set(id, await lockContact(inner, id));
    const kept = held.get(contactId);
    const other = held.get(otherId);
    if (!kept || !other) throw new AppError("not_found", `contact ${kept ? otherId : contactId}`);
    await repointContact(inner, { fromId: otherId, toId: contactId });
    // First, so that its external id is free.
    await deleteContact(inner, otherId);
    const values = mergedValues(kept, other);
    const merged = await changeContact(inner, contactId, values);
    if (merged === undefined || merged === "taken") throw new Error(`contact ${contactId} was held`);
    if (values.doNotCallAt) await blockNumbersOf(inner, contactId, { reason: values.doNotCallReason ?? "" });
    await writeAudit(inner, {
      action: "contact.merge",
      subject: contactId,
      details: { otherId, doNotCall: values.doNotCallAt !== null },
    });
    await tellContact(inner, "contact.merged", merged, { otherId, otherExternalId: other.externalId });
    await notifyTenant(inner, { type: "agenda" });
    await notifyTenant(inner, { type: "messages" });
  });
  return getContact(scope, contactId);
}

function mergedValues(
  kept: ContactRow,
  other: ContactRow,
): Partial<ContactValues> & { doNotCallAt: Date | null } {
  // An objection is not undone by finding out who else somebody is.
  const refused = [kept, other].filter(({ doNotCallAt }) => doNotCallAt !== null);
  const [first] = refused.toSorted((a, b) => Number(a.doNotCallAt) - Number(b.doNotCallAt));
  return {
    email: kept.email ?? other.email,
    language: kept.language ?? other.language,
    timeZone: kept.timeZone ?? other.timeZone,
    externalId: kept.externalId ?? other.externalId,
    dateOfBirth: kept.dateOfBirth ?? other.dateOfBirth,
    tags: mergedTags(kept.tags, other.tags),
    variables: { ...other.variables, ...kept.variables },
    notes: mergedNotes(kept.notes, other.notes),
    numbers: mergedNumbers(kept.numbers, other.numbers),
    doNotCallAt: first?.doNotCallAt ?? null,
    doNotCallReason: first?.doNotCallReason ?? null,
  };
}
