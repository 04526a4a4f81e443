import { afterAll, beforeAll } from "vitest";
import type { Scope } from "@/db/client";
import { AppError } from "@/lib/errors";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { createBusiness } from "./business";
import { createFullBusiness, type FullBusiness } from "./full-business";

// What the hooks below make, for the files that import it: a binding of a module is always read as it stands.
export let database: TestDatabase;
export let ours: FullBusiness;
export let stranger: Scope;
export let strangerId: string;

/** A business with something of everything, and the owner of another one who knows every id of it. */
export function meetStranger(): void {
  beforeAll(async () => {
    database = await openTestDatabase();
    ours = await createFullBusiness();
    const other = await createBusiness();
    stranger = other.scope;
    strangerId = other.ownerId;
  });
  afterAll(() => database.drop());
}

/** Everything of ours, as it really stands. */
export async function everythingOfOurs(): Promise<unknown> {
  const tables = await database.owner<{ name: string }[]>`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'tenant_id' order by 1`;
  const rows: Record<string, unknown> = {};
  for (const { name } of tables) {
    rows[name] = await database.owner`
      select to_jsonb(t) as row from ${database.owner(name)} t
      where tenant_id = ${ours.scope.tenantId} order by to_jsonb(t)::text`;
  }
  return rows;
}

export const nothing = (value: unknown) => value === undefined || value === false || value === 0;
export const empty = (value: unknown) => Array.isArray(value) && value.length === 0;
/** The query touches only the scope's own rows; that nothing of ours changed is asked afterwards. */
export const harmless = () => true;
export const strangersOwn = (value: unknown) =>
  (value as { tenantId?: string }).tenantId === stranger.tenantId;

export type Attempt = [ask: () => Promise<unknown>, isRight: (answer: unknown) => boolean];

export const isRefused = (answer: unknown) => answer === "refused";
export const message = () => ({
  callId: ours.call.id,
  contactId: null,
  name: "x",
  number: null,
  text: "x",
  isUrgent: true,
  takenAt: new Date(),
  dueAt: new Date(),
});
export const refused = async (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => (error instanceof AppError ? error.code : "refused"),
  );
