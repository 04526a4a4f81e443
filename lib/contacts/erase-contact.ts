import { type Scope, withTransaction } from "@/db/client";
import { notifyTenant } from "@/db/queries/calls";
import { deleteContactWithTraces, type ErasedRows, lockCallsOf } from "@/db/queries/contact-removal";
import { lockContact } from "@/db/queries/contacts";
import { writeAudit } from "@/db/queries/team";
import { AppError } from "@/lib/errors";
import { emitEvent } from "@/lib/outgoing/emit-event";
import { storage } from "@/lib/providers/storage/open-storage";

type Erasure = Omit<ErasedRows, "storageKeys">;

/** Objects deleted at once. */
const AT_ONCE = 8;

/**
 * The person and all that tells of them: calls with transcripts and audio, appointments, messages, decisions. Throws `not_found` for a
 * contact of another tenant, `conflict` while a call with it goes on or its transcript is on the way, ProviderError when the storage
 * does not delete: then nothing is erased, and whoever asked may ask again.
 */
export async function eraseContact(scope: Scope, contactId: string): Promise<Erasure> {
  return withTransaction(scope, async (inner) => {
    const contact = await lockContact(inner, contactId);
    if (!contact) throw new AppError("not_found", `contact ${contactId}`);
    const calls = await lockCallsOf(inner, contactId);
    if (calls.some(({ isOpen }) => isOpen)) throw new AppError("conflict", "contact_in_call");
    const { storageKeys, ...erased } = await deleteContactWithTraces(
      inner,
      contactId,
      calls.map(({ id }) => id),
    );
    await writeAudit(inner, { action: "contact.erase", subject: contactId, details: { ...erased } });
    await emitEvent(inner, "contact.erased", { id: contactId, externalId: contact.externalId });
    for (const type of ["contacts", "agenda", "messages"] as const) await notifyTenant(inner, { type });
    // The sound goes last and before the commit. After it, sound that could not be deleted would stay without a row that knows of it;
    // this way the rows come back, and erasing again takes what is left. Should the commit itself fail, sound is gone that was to go.
    await deleteObjects(storageKeys);
    return erased;
  });
}

async function deleteObjects(keys: string[]): Promise<void> {
  for (let from = 0; from < keys.length; from += AT_ONCE)
    await Promise.all(keys.slice(from, from + AT_ONCE).map((key) => storage().delete(key)));
}
