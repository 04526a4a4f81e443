import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listAgentVersions } from "@/db/queries/agent-versions";
import { findAccount, findAgent, saveAccount } from "@/db/queries/agents";
import {
  addVendorSetup,
  claimVendorSetup,
  releaseVendorSetup,
  replaceSecrets,
} from "@/db/queries/vendor-setup";
import type { Scope } from "@/db/client";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { addAgent, addVersion, createBusiness } from "./business";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

describe("the versions of an agent", () => {
  it("are numbered without a gap when several are made at once, each with who made it", async () => {
    const { scope } = await createBusiness();
    const agentId = await addAgent(scope);
    const made = await Promise.all(Array.from({ length: 8 }, () => addVersion(scope, agentId)));
    expect(made.toSorted((a = 0, b = 0) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    const versions = await listAgentVersions(scope, agentId, 50);
    expect(versions.map(({ version }) => version)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
    expect(new Set(versions.map(({ author }) => author))).toEqual(new Set([scope.actor]));
    expect(await findAgent(scope, agentId)).toMatchObject({ version: 8 });
  });

  it("can be neither changed nor taken away by the house", async () => {
    const { scope } = await createBusiness();
    const agentId = await addAgent(scope);
    await addVersion(scope, agentId);
    const grants = await database.owner<{ privilege: string }[]>`
      select privilege_type as privilege from information_schema.role_table_grants
      where table_name = 'agent_versions' and grantee = 'centralita_app' order by 1`;
    expect(grants.map(({ privilege }) => privilege)).toEqual(["INSERT", "SELECT"]);
  });
});

describe("the place from which a workspace is arranged", () => {
  async function createAccount(): Promise<Scope> {
    const { scope } = await createBusiness();
    await saveAccount(scope, {
      vendor: "elevenlabs",
      externalId: null,
      sealedSecrets: "k1.a.b.c",
      hints: {},
      status: "active",
      facts: {},
    });
    return scope;
  }
  const claim = (scope: Scope, holder: string, seconds = 60) => claimVendorSetup(scope, { holder, seconds });

  it("is one at a time, and free again when it is given up by who holds it", async () => {
    const scope = await createAccount();
    const claims = await Promise.all(["a", "b", "c", "d"].map((holder) => claim(scope, holder)));
    expect(claims.filter(Boolean)).toHaveLength(1);
    const holder = ["a", "b", "c", "d"][claims.indexOf(true)] ?? "";
    await releaseVendorSetup(scope, "somebody else");
    expect(await claim(scope, "e")).toBe(false);
    await releaseVendorSetup(scope, holder);
    expect(await claim(scope, "e")).toBe(true);
  });

  it("is taken from a holder that died, whose late farewell frees nothing", async () => {
    const scope = await createAccount();
    expect(await claim(scope, "dead", 0)).toBe(true);
    expect(await claim(scope, "next")).toBe(true);
    await releaseVendorSetup(scope, "dead");
    expect(await claim(scope, "third")).toBe(false);
  });

  it("keeps ids beside each other, and secrets only of the account they were made for", async () => {
    const scope = await createAccount();
    await Promise.all([addVendorSetup(scope, { one: "1" }), addVendorSetup(scope, { two: "2" })]);
    const change = { sealedSecrets: "k1.d.e.f", hints: { apiKey: "abcd" }, ids: { three: "3" } };
    expect(await replaceSecrets(scope, { ...change, before: "k1.of.another.account" })).toBe(false);
    expect(await findAccount(scope, "elevenlabs")).toMatchObject({
      sealedSecrets: "k1.a.b.c",
      setup: { one: "1", two: "2" },
    });
    expect(await replaceSecrets(scope, { ...change, before: "k1.a.b.c" })).toBe(true);
    expect(await findAccount(scope, "elevenlabs")).toMatchObject({
      sealedSecrets: "k1.d.e.f",
      setup: { one: "1", two: "2", three: "3" },
    });
  });
});
