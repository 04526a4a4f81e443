import { sql } from "drizzle-orm";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import type { TenantId } from "@/lib/vocabulary";

type Database = PostgresJsDatabase;
type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

/** Who acts, as the audit log writes it: `user:<id>`, `twilio`, `bridge`, `system` … */
export type Actor = string;

/** The one way to a tenant's data. Made at the doors only: session, verified webhook, job payload, bridge handshake. */
export interface Scope {
  readonly tenantId: TenantId;
  readonly actor: Actor;
  /** Present inside `withTransaction`. */
  readonly transaction?: Transaction;
}

interface Pools {
  app: { sql: postgres.Sql; db: Database };
  system: { sql: postgres.Sql; db: Database };
  listener: postgres.Sql;
}

// Next compiles the same module several times into one process; the pools must not multiply with it.
const shared = globalThis as typeof globalThis & { centralitaPools?: Pools };

/** `role` makes PostgreSQL itself bind every statement of the pool to the policies of db/migrations/0002_walls.sql. */
function connect(url: string, role: "centralita_app" | "centralita_system", max: number) {
  const client = postgres(url, {
    max,
    idle_timeout: 60,
    connect_timeout: 5,
    onnotice: () => undefined,
    connection: { role, application_name: role },
  });
  prepareStatements(client);
  const begin = client.begin.bind(client) as Begin;
  const beginPrepared: Begin = (work) =>
    begin((transaction) => {
      prepareStatements(transaction);
      return work(transaction);
    });
  client.begin = beginPrepared as typeof client.begin;
  return { sql: client, db: drizzle(client) };
}

type Begin = <T>(work: (transaction: postgres.TransactionSql) => Promise<T>) => Promise<T>;

/** A statement with more values than this comes in too many shapes to keep a plan of each. */
const MAX_PREPARED_VALUES = 50;

/**
 * Drizzle tells postgres.js not to prepare what it sends. Unprepared, a statement costs a second round trip, which
 * asks for the types of its values, and is planned anew each time.
 */
function prepareStatements(client: postgres.ISql): void {
  const unsafe = client.unsafe.bind(client);
  const prepared: typeof unsafe = (query, values = [], options = {}) =>
    unsafe(query, values, { ...options, prepare: values.length <= MAX_PREPARED_VALUES });
  client.unsafe = prepared;
}

/** Opens the pools of this process; call once, before the first query. */
export function openDatabase(url: string, max = 10): void {
  shared.centralitaPools ??= {
    app: connect(url, "centralita_app", max),
    system: connect(url, "centralita_system", Math.max(2, Math.ceil(max / 2))),
    listener: postgres(url, {
      max: 1,
      onnotice: () => undefined,
      connection: { role: "centralita_app", application_name: "centralita_listener" },
    }),
  };
}

export async function closeDatabase(): Promise<void> {
  const pools = shared.centralitaPools;
  delete shared.centralitaPools;
  if (!pools) return;
  await Promise.all([
    pools.app.sql.end({ timeout: 2 }),
    pools.system.sql.end({ timeout: 2 }),
    pools.listener.end({ timeout: 2 }),
  ]);
}

function pools(): Pools {
  if (!shared.centralitaPools) throw new Error("openDatabase has not been called");
  return shared.centralitaPools;
}

/** Runs `work` in a transaction that carries the tenant; inside `withTransaction`, in that one. */
export function scoped<T>(scope: Scope, work: (tx: Transaction) => Promise<T>): Promise<T> {
  if (scope.transaction) return work(scope.transaction);
  return pools().app.db.transaction(async (tx) => {
    // Sent first and not waited for: statements of a transaction are answered in order, and if this one fails the rest do.
    const bound = tx.execute(sql`select set_config('app.tenant_id', ${scope.tenantId}, true)`).execute();
    const [result] = await Promise.all([work(tx), bound]);
    return result;
  });
}

/** All or nothing: every query given the inner scope is part of one transaction. */
export function withTransaction<T>(scope: Scope, work: (inner: Scope) => Promise<T>): Promise<T> {
  return scoped(scope, (transaction) => work({ ...scope, transaction }));
}

/** For db/queries/unscoped.ts and unscoped-*.ts alone. */
export function systemDatabase(): Database {
  return pools().system.db;
}

/** Calls `receive` for every NOTIFY on the channel; re-subscribes by itself after a restart and then calls `resumed`. */
export async function listen(
  channel: string,
  receive: (payload: string) => void,
  resumed: () => void,
): Promise<() => Promise<void>> {
  const subscription = await pools().listener.listen(channel, receive, resumed);
  return () => subscription.unlisten();
}

/** Resolves when PostgreSQL answers and binds us to its policies; rejects with a sentence otherwise. */
export async function pingDatabase(): Promise<void> {
  const [row] = await pools().app.sql<{ bound: boolean }[]>`select row_security_active('calls') as bound`;
  if (!row?.bound)
    throw new Error(
      "The database role is not bound by row-level security; .env.example says what DATABASE_URL needs",
    );
}
