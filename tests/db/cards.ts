import { randomUUID } from "node:crypto";
import { afterAll, beforeAll } from "vitest";
import type { Scope } from "@/db/client";
import { createContact } from "@/lib/contacts/save-contact";
import { consentInput, contactInput } from "@/lib/contacts/schema";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";

// What the hooks below make, for the tests that import it: a binding of a module is always read as it stands.
export let database: TestDatabase;

export function openCards(): void {
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.drop());
}

export type Given = Record<string, unknown>;
export const add = (scope: Scope, given: Given = {}) =>
  createContact(scope, contactInput.parse({ name: "Rosa Núñez", ...given }));
export const at = (...numbers: string[]) => ({ numbers: numbers.map((number) => ({ number })) });
export const consent = (given: Record<string, unknown> = {}) =>
  consentInput.parse({
    purpose: "marketing",
    channel: "call",
    decision: "granted",
    source: "in_person",
    ...given,
  });

/** What the business's own systems would be told, oldest first. */
export async function listenTo(
  scope: Scope,
): Promise<() => Promise<{ event: string; data: { id: string } }[]>> {
  const endpointId = randomUUID();
  await database.owner`insert into webhook_endpoints ${database.owner({
    tenant_id: scope.tenantId,
    id: endpointId,
    url: "https://practice.example/hook",
    events: ["contact.created", "contact.updated", "contact.merged", "contact.erased", "contact.do_not_call"],
    sealed_secret: "k1.a.b.c",
    created_by: "Ana",
  })}`;
  return () =>
    database.owner`select event, data from webhook_deliveries where endpoint_id = ${endpointId} order by created_at, id`;
}

export const audited = (scope: Scope) =>
  database.owner<{ action: string; subject: string; details: unknown }[]>`
    select action, subject, details from audit_entries where tenant_id = ${scope.tenantId} and action like 'contact.%' order by at`;
