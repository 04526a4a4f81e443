import { type Scope, withTransaction } from "@/db/client";
import {
  blockNumbersOf,
  changeContact,
  findContactById,
  findContactsByNumber,
  isNumberBlocked,
  lockContact,
  unblockNumbersOf,
} from "@/db/queries/contacts";
import { writeAudit } from "@/db/queries/team";
import { AppError } from "@/lib/errors";
import { type ContactWithSharers, getContact } from "./get-contact";
import { tellContact } from "./tell-contact";

/**
 * Nobody may call this person from now on; said again, the first time and reason stand. Their numbers go on the list of numbers nobody
 * may call, unless somebody who may be called answers there too. Throws `not_found` for a contact of another tenant.
 */
export function setDoNotCall(
  scope: Scope,
  contactId: string,
  { reason }: { reason: string },
): Promise<ContactWithSharers> {
  return change(scope, contactId, async (inner, since) => {
    if (!since) await changeContact(inner, contactId, { doNotCallAt: new Date(), doNotCallReason: reason });
    await blockNumbersOf(inner, contactId, { reason });
    return since === null;
  });
}

/** They may be called again, at each of their numbers. Throws `not_found` for a contact of another tenant. */
export function clearDoNotCall(scope: Scope, contactId: string): Promise<ContactWithSharers> {
  return change(scope, contactId, async (inner, since, isBlocked) => {
    if (since) await changeContact(inner, contactId, { doNotCallAt: null, doNotCallReason: null });
    await unblockNumbersOf(inner, contactId);
    return since !== null || isBlocked;
  });
}

async function change(
  scope: Scope,
  contactId: string,
  act: (inner: Scope, since: Date | null, isBlocked: boolean) => Promise<boolean>,
): Promise<ContactWithSharers> {
  return withTransaction(scope, async (inner) => {
    const before = await lockContact(inner, contactId);
    if (!before) throw new AppError("not_found", `contact ${contactId}`);
    const isBlocked = before.numbers.some(({ doNotCall }) => doNotCall);
    const isNew = await act(inner, before.doNotCallAt, isBlocked);
    const after = await getContact(inner, contactId);
    if (!isNew) return after;
    await writeAudit(inner, {
      action: after.doNotCallAt ? "contact.do_not_call" : "contact.may_be_called",
      subject: contactId,
    });
    await tellContact(inner, "contact.do_not_call", after);
    return after;
  });
}

/**
 * Whether a call may not be placed: the number is on the list, or the person objected, or, where it is not said who is called or that
 * person is not known there, all who are known at that number (E.164) did.
 */
export async function refuseDoNotCall(
  scope: Scope,
  { toNumber, contactId }: { toNumber: string; contactId?: string | null | undefined },
): Promise<"do_not_call" | undefined> {
  if (await isNumberBlocked(scope, toNumber)) return "do_not_call";
  const named = contactId ? await findContactById(scope, contactId) : undefined;
  if (named?.doNotCallAt) return "do_not_call";
  const people = await findContactsByNumber(scope, toNumber);
  // Naming somebody else does not open the telephone of those who objected.
  if (named && people.some(({ id }) => id === named.id)) return undefined;
  const allRefuse = people.length > 0 && people.every(({ doNotCallAt }) => doNotCallAt !== null);
  return allRefuse ? "do_not_call" : undefined;
}
