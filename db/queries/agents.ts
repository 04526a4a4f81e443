import { and, asc, eq, notInArray, sql } from "drizzle-orm";
import type { AccountStatus, Vendor } from "@/lib/vocabulary";
import { type Scope, scoped } from "../client";
import { type Account, accounts, type Agent, agents, numbers, type PhoneNumber } from "../schema/agents";
import { unlessRefused } from "../violation";

export async function findAccount(scope: Scope, vendor: Vendor): Promise<Account | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .select()
      .from(accounts)
      .where(and(eq(accounts.tenantId, scope.tenantId), eq(accounts.vendor, vendor))),
  );
  return row;
}

export async function listAccounts(scope: Scope): Promise<Account[]> {
  return scoped(scope, (tx) =>
    tx.select().from(accounts).where(eq(accounts.tenantId, scope.tenantId)).orderBy(asc(accounts.vendor)),
  );
}

export async function saveAccount(
  scope: Scope,
  account: {
    vendor: Vendor;
    externalId: string | null;
    sealedSecrets: string;
    hints: Record<string, string>;
    status: AccountStatus;
    facts: Account["facts"];
  },
): Promise<Account> {
  const values = { ...account, checkedAt: new Date(), updatedAt: new Date() };
  const [row] = await scoped(scope, (tx) =>
    tx
      .insert(accounts)
      .values({ ...values, tenantId: scope.tenantId })
      .onConflictDoUpdate({ target: [accounts.tenantId, accounts.vendor], set: values })
      .returning(),
  );
  if (!row) throw new Error("insert returned no row");
  return row;
}

/** What the vendor said of it just now. */
export async function setAccountStanding(
  scope: Scope,
  vendor: Vendor,
  standing: { status: AccountStatus; facts: Account["facts"] },
): Promise<Account | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .update(accounts)
      .set({ ...standing, checkedAt: new Date() })
      .where(and(eq(accounts.tenantId, scope.tenantId), eq(accounts.vendor, vendor)))
      .returning(),
  );
  return row;
}

export async function deleteAccount(scope: Scope, vendor: Vendor): Promise<boolean> {
  const rows = await scoped(scope, (tx) =>
    tx
      .delete(accounts)
      .where(and(eq(accounts.tenantId, scope.tenantId), eq(accounts.vendor, vendor)))
      .returning({ vendor: accounts.vendor }),
  );
  return rows.length > 0;
}

// Drizzle leaves the table's name off a column of a select from one table, unless it stands in an SQL of its own: without
// it `agent_id = id` would compare the number with itself.
const ofAgent = sql`${numbers.tenantId} = ${agents.tenantId} and ${numbers.agentId} = ${agents.id}`;

const withNumbers = {
  agent: agents,
  phoneNumbers: sql<string[]>`coalesce(
    (select array_agg(${numbers.phoneNumber} order by ${numbers.phoneNumber}) from ${numbers} where ${ofAgent}), '{}')`,
};

export type AgentWithNumbers = Agent & { phoneNumbers: string[] };

export async function listAgents(scope: Scope): Promise<AgentWithNumbers[]> {
  const rows = await scoped(scope, (tx) =>
    tx
      .select(withNumbers)
      .from(agents)
      .where(eq(agents.tenantId, scope.tenantId))
      .orderBy(asc(agents.name), asc(agents.id)),
  );
  return rows.map(({ agent, phoneNumbers }) => ({ ...agent, phoneNumbers }));
}

export async function findAgent(scope: Scope, agentId: string): Promise<AgentWithNumbers | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .select(withNumbers)
      .from(agents)
      .where(and(eq(agents.tenantId, scope.tenantId), eq(agents.id, agentId))),
  );
  return row && { ...row.agent, phoneNumbers: row.phoneNumbers };
}

/** The vendor names its own agents. */
export async function findAgentByVendorId(scope: Scope, vendorAgentId: string): Promise<Agent | undefined> {
  const [agent] = await scoped(scope, (tx) =>
    tx
      .select()
      .from(agents)
      .where(and(eq(agents.tenantId, scope.tenantId), eq(agents.elevenLabsAgentId, vendorAgentId)))
      .orderBy(asc(agents.createdAt))
      .limit(1),
  );
  return agent;
}

type AgentValues = Omit<Agent, "tenantId" | "id" | "createdAt" | "updatedAt">;
type NewAgentValues = Omit<typeof agents.$inferInsert, "tenantId" | "createdAt" | "updatedAt">;

export async function createAgent(scope: Scope, values: NewAgentValues): Promise<string> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .insert(agents)
      .values({ ...values, tenantId: scope.tenantId })
      .returning({ id: agents.id }),
  );
  if (!row) throw new Error("insert returned no row");
  return row.id;
}

export async function updateAgent(
  scope: Scope,
  agentId: string,
  patch: Partial<AgentValues>,
): Promise<boolean> {
  const rows = await scoped(scope, (tx) =>
    tx
      .update(agents)
      .set({ ...patch, updatedAt: new Date() })
      .where(and(eq(agents.tenantId, scope.tenantId), eq(agents.id, agentId)))
      .returning({ id: agents.id }),
  );
  return rows.length > 0;
}

export type NumberWithAgent = PhoneNumber & { agent: { id: string; name: string } | null };

const numberColumns = { number: numbers, agent: { id: agents.id, name: agents.name } };

export async function listNumbers(scope: Scope): Promise<NumberWithAgent[]> {
  const rows = await scoped(scope, (tx) =>
    tx
      .select(numberColumns)
      .from(numbers)
      .leftJoin(agents, and(eq(agents.tenantId, numbers.tenantId), eq(agents.id, numbers.agentId)))
      .where(eq(numbers.tenantId, scope.tenantId))
      .orderBy(asc(numbers.phoneNumber)),
  );
  return rows.map(({ number, agent }) => ({ ...number, agent }));
}

export async function findNumber(
  scope: Scope,
  by: { id: string } | { phoneNumber: string },
): Promise<NumberWithAgent | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .select(numberColumns)
      .from(numbers)
      .leftJoin(agents, and(eq(agents.tenantId, numbers.tenantId), eq(agents.id, numbers.agentId)))
      .where(
        and(
          eq(numbers.tenantId, scope.tenantId),
          "id" in by ? eq(numbers.id, by.id) : eq(numbers.phoneNumber, by.phoneNumber),
        ),
      ),
  );
  return row && { ...row.number, agent: row.agent };
}

export async function updateNumber(
  scope: Scope,
  numberId: string,
  patch: Partial<
    Pick<
      PhoneNumber,
      "agentId" | "inboundVia" | "elevenLabsNumberId" | "previousVoiceUrl" | "monthlyPriceUsd"
    >
  >,
): Promise<void> {
  await scoped(scope, (tx) =>
    tx
      .update(numbers)
      .set({ ...patch, updatedAt: new Date() })
      .where(and(eq(numbers.tenantId, scope.tenantId), eq(numbers.id, numberId))),
  );
}

export async function listNumbersOfAgent(scope: Scope, agentId: string): Promise<PhoneNumber[]> {
  return scoped(scope, (tx) =>
    tx
      .select()
      .from(numbers)
      .where(and(eq(numbers.tenantId, scope.tenantId), eq(numbers.agentId, agentId)))
      .orderBy(asc(numbers.phoneNumber)),
  );
}

/** Adds what is new and renames what is known. A number held by another business is left alone and not returned. */
export async function saveOwnedNumbers(
  scope: Scope,
  owned: { phoneNumber: string; label: string; twilioNumberSid: string }[],
): Promise<{ phoneNumber: string; added: boolean }[]> {
  return scoped(scope, async (tx) => {
    const saved: { phoneNumber: string; added: boolean }[] = [];
    for (const { phoneNumber, ...number } of owned) {
      // One number refused does not undo the others.
      const added = await unlessRefused({ ...scope, transaction: tx }, "taken", async (step) => {
        const known = await step
          .update(numbers)
          .set({ ...number, owned: true })
          .where(and(eq(numbers.tenantId, scope.tenantId), eq(numbers.phoneNumber, phoneNumber)))
          .returning({ id: numbers.id });
        if (known.length > 0) return false;
        await step.insert(numbers).values({ ...number, phoneNumber, tenantId: scope.tenantId });
        return true;
      });
      if (added !== "taken") saved.push({ phoneNumber, added });
    }
    return saved;
  });
}

/** The account is gone and with it the right to these numbers; who answered them is remembered for its return. */
export async function disownNumbers(scope: Scope): Promise<void> {
  await scoped(scope, (tx) =>
    tx
      .update(numbers)
      .set({ owned: false, updatedAt: new Date() })
      .where(eq(numbers.tenantId, scope.tenantId)),
  );
}

/** Numbers Twilio no longer lists keep their history but answer nobody. */
export async function markNumbersGone(scope: Scope, listed: string[]): Promise<number> {
  const rows = await scoped(scope, (tx) =>
    tx
      .update(numbers)
      .set({ owned: false, agentId: null, updatedAt: new Date() })
      .where(
        and(
          eq(numbers.tenantId, scope.tenantId),
          eq(numbers.owned, true),
          listed.length > 0 ? notInArray(numbers.phoneNumber, listed) : undefined,
        ),
      )
      .returning({ id: numbers.id }),
  );
  return rows.length;
}
