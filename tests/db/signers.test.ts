import { afterAll, beforeAll, expect, test } from "vitest";
import { markPublished } from "@/db/queries/agent-versions";
import { saveAccount } from "@/db/queries/agents";
import { listAccountsOfElevenLabsAgents } from "@/db/queries/unscoped";
import { openTestDatabase, type TestDatabase } from "../support/database";
import { addAgent, type Business, createBusiness } from "./business";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

async function withAccount(): Promise<Business> {
  const business = await createBusiness();
  await saveAccount(business.scope, {
    vendor: "elevenlabs",
    externalId: null,
    sealedSecrets: "k1.a.b.c",
    hints: {},
    status: "active",
    facts: {},
  });
  return business;
}

test("however many drafts of others name an agent, the business that published it is asked for its secret", async () => {
  const businesses = await Promise.all(Array.from({ length: 21 }, withAccount));
  // The one that the order of ids would leave out.
  const [owner, ...others] = businesses.toSorted((a, b) => (a.scope.tenantId < b.scope.tenantId ? 1 : -1));
  if (!owner) throw new Error("no business was made");
  const elevenLabsAgentId = "agent_of_the_owner";
  for (const { scope } of others) await addAgent(scope, { elevenLabsAgentId, status: "inactive" });
  await markPublished(owner.scope, await addAgent(owner.scope), {
    elevenLabsAgentId,
    allowedOverrides: [],
    publishedConfig: {},
    snapshot: {},
    restoredFrom: null,
  });
  const asked = await listAccountsOfElevenLabsAgents([elevenLabsAgentId]);
  expect(asked.map(({ tenantId }) => tenantId)).toContain(owner.scope.tenantId);
});
