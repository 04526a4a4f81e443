import { type SQL, sql } from "drizzle-orm";
import type { TenantId } from "@/lib/vocabulary";
import { systemDatabase } from "../client";

/** A table whose rows are orders, with `tenant_id`, `attempts` and `next_attempt_at`. */
interface Orders<Key extends string> {
  table: string;
  /** Columns that name an order within its business, by the names the claim has them under. */
  key: Record<Key, string>;
  /** Which rows are not done yet. */
  isOpen: SQL;
}

type Claim<Key extends string> = Record<Key, string> & {
  tenantId: TenantId;
  /** Which attempt the claim is, from one on. */
  attempts: number;
};

/**
 * The orders of every business that are due, the longest waiting first. A claim counts as an attempt and puts the next one `leaseSeconds` off,
 * so that what a dead worker held is taken again. The system role sees no more of the rows than this.
 */
export async function claimDue<Key extends string>(
  { table, key, isOpen }: Orders<Key>,
  { limit, leaseSeconds }: { limit: number; leaseSeconds: number },
): Promise<Claim<Key>[]> {
  const named: [name: string, column: string][] = [["tenantId", "tenant_id"], ...Object.entries<string>(key)];
  const columns = sql.join(
    named.map(([, column]) => sql.identifier(column)),
    sql`, `,
  );
  const claimed = sql.join(
    named.map(([name, column]) => sql`${sql.identifier(column)} as ${sql.identifier(name)}`),
    sql`, `,
  );
  const rows = await systemDatabase().execute(sql`
    with due as materialized (
      select ${columns} from ${sql.identifier(table)}
      where ${isOpen} and next_attempt_at <= clock_timestamp()
      order by next_attempt_at limit ${limit} for update skip locked)
    update ${sql.identifier(table)}
    set attempts = attempts + 1, next_attempt_at = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    where (${columns}) in (select ${columns} from due)
    returning ${claimed}, attempts`);
  return [...rows] as Claim<Key>[];
}
