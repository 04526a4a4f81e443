import type { z } from "zod";
import type { Scope } from "@/db/client";
import { findCall, notifyTenant } from "@/db/queries/calls";
import { insertConsent, listConsents as query } from "@/db/queries/consents";
import type { Consent } from "@/db/schema/contacts";
import { AppError } from "@/lib/errors";
import { readActorNames } from "@/lib/team/actor-names";
import { getContact } from "./get-contact";
import type { consentInput, ConsentView } from "./schema";

/** Newest first. Throws `not_found` for a contact of another tenant. */
export async function listConsents(scope: Scope, contactId: string): Promise<ConsentView[]> {
  await getContact(scope, contactId);
  const rows = await query(scope, contactId);
  return viewsOf(rows, await readActorNames(scope), new Date());
}

/**
 * Puts a decision on record; it is never changed, a newer one counts instead. Throws `not_found` for a contact or call of another
 * tenant, `invalid` for a decision of the future and one that expires before it was made.
 */
export async function addConsent(
  scope: Scope,
  contactId: string,
  { decidedAt, ...input }: z.output<typeof consentInput>,
): Promise<ConsentView> {
  await getContact(scope, contactId);
  const now = new Date();
  const decided = decidedAt ?? now;
  if (decided > now) throw new AppError("invalid", "decided later", { decidedAt: "in_the_future" });
  if (input.expiresAt && input.expiresAt <= decided)
    throw new AppError("invalid", "expires first", { expiresAt: "ends_before_it_starts" });
  if (input.callId && !(await findCall(scope, input.callId)))
    throw new AppError("not_found", `call ${input.callId}`);
  const made = await insertConsent(scope, { ...input, contactId, decidedAt: decided });
  await notifyTenant(scope, { type: "contacts" });
  const all = await listConsents(scope, contactId);
  const view = all.find(({ id }) => id === made.id);
  if (!view) throw new Error(`consent ${made.id} is gone`);
  return view;
}

/** Rows newest first. Of each purpose and channel the newest counts, until it expires: an older one does not come back. Pure. */
export function viewsOf(rows: Consent[], nameOf: (actor: string) => string, now: Date): ConsentView[] {
  const seen = new Set<string>();
  return rows.map(({ recordedBy, ...row }) => {
    const subject = `${row.purpose} ${row.channel}`;
    const isNewest = !seen.has(subject);
    seen.add(subject);
    const isExpired = row.expiresAt !== null && row.expiresAt <= now;
    return { ...row, recordedBy: nameOf(recordedBy), isCurrent: isNewest && !isExpired };
  });
}
