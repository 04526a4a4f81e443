import { and, desc, eq } from "drizzle-orm";
import { type Scope, scoped } from "../client";
import { type Consent, consents } from "../schema/contacts";

/** Newest decision first; of two of the same moment, the one recorded last. */
export async function listConsents(scope: Scope, contactId: string): Promise<Consent[]> {
  return scoped(scope, (tx) =>
    tx
      .select()
      .from(consents)
      .where(and(eq(consents.tenantId, scope.tenantId), eq(consents.contactId, contactId)))
      .orderBy(desc(consents.decidedAt), desc(consents.recordedAt), desc(consents.id))
      .limit(500),
  );
}

/** The key refuses a contact of another tenant. */
export async function insertConsent(
  scope: Scope,
  values: Omit<Consent, "tenantId" | "id" | "recordedBy" | "recordedAt">,
): Promise<Consent> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .insert(consents)
      .values({ ...values, tenantId: scope.tenantId, recordedBy: scope.actor })
      .returning(),
  );
  if (!row) throw new Error("insert returned no row");
  return row;
}
