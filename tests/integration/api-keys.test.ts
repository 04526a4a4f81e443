import type postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { z } from "zod";
import { apiKeyView } from "@/lib/api-keys/schema";
import { scopesAllow } from "@/lib/api-keys/rules";
import { agentView } from "@/lib/agents/schema";
import { tenantView } from "@/lib/tenants/schema";
import { API_SCOPES } from "@/lib/vocabulary";
import { Client } from "../support/client";
import { makeKey, Program } from "../support/program";
import { type Business, createBusiness } from "../support/tenant";
import { anywhere, type Door, MEMBER_DOORS } from "./doors";
import { everythingOf, openHouseDatabase } from "./house-database";
import { addMember } from "./members";

const house = inject("house");
let database: postgres.Sql;
let business: Business;
beforeAll(async () => {
  database = openHouseDatabase(house.dataFolder);
  business = await createBusiness(house);
});
afterAll(() => database.end());

const keys = z.array(apiKeyView);

/** Without a body: who is let in is decided before one is read, and nothing is done for want of it. */
async function knock(client: Client, door: Door): Promise<number> {
  const gone = new AbortController();
  const response = await fetch(house.webUrl + anywhere(door), {
    method: door.method,
    headers: client.headers(),
    signal: gone.signal,
  });
  gone.abort();
  return response.status;
}

describe("the life of a key", () => {
  test("it is shown once, opens from then on, and is kept only as its hash", async () => {
    const { made, program } = await makeKey(business.client, ["business:read"], "Agenda");
    expect(made.key).toMatch(/^ctl_[\w-]{43}$/);
    expect(made.key.startsWith(made.hint)).toBe(true);
    expect((await program.get("/api/tenant", tenantView)).id).toBe(business.tenantId);

    const listed = await business.client.send("GET", "/api/keys");
    expect(listed.text).toContain("Agenda");
    expect(listed.text).not.toContain(made.key);
    expect(JSON.stringify(await everythingOf(database, business.tenantId))).not.toContain(made.key);
  });

  test("when it was last used is shown, from the first use on", async () => {
    const { made, program } = await makeKey(business.client, ["business:read"]);
    const findKey = async () =>
      (await business.client.get("/api/keys", keys)).find(({ id }) => id === made.id);
    expect(await findKey()).toMatchObject({ lastUsedAt: null, createdBy: "Ana Prueba" });
    await program.get("/api/tenant", tenantView);
    const first = (await findKey())?.lastUsedAt;
    expect(first).toBeInstanceOf(Date);
    await program.get("/api/tenant", tenantView);
    // Once a minute is enough: not every request writes.
    expect((await findKey())?.lastUsedAt).toEqual(first);
  });

  test("a revoked key opens nothing, at once and for good, and both deeds are on record", async () => {
    const { made, program } = await makeKey(business.client, ["calls:read"]);
    expect((await program.send("GET", "/api/calls")).status).toBe(200);
    await business.client.ask("DELETE", `/api/keys/${made.id}`, z.null());
    expect(await program.refusal("GET", "/api/calls")).toEqual({ status: 401, code: "unauthenticated" });
    expect(await business.client.refusal("DELETE", `/api/keys/${made.id}`)).toEqual({
      status: 404,
      code: "not_found",
    });
    const ids = (await business.client.get("/api/keys", keys)).map(({ id }) => id);
    expect(ids).not.toContain(made.id);
    const audited = await database<{ action: string; actor: string }[]>`
      select action, actor from audit_entries where tenant_id = ${business.tenantId} and subject = ${made.id} order by at`;
    expect(audited.map(({ action }) => action)).toEqual(["api_key.create", "api_key.revoke"]);
    for (const { actor } of audited) expect(actor).toMatch(/^user:/);
  });

  test("what a program did is on record under the key's name, not a person's", async () => {
    const { made, program } = await makeKey(business.client, ["agents:write"]);
    const agent = await program.ask("PATCH", `/api/agents/${business.agent.id}`, agentView, {
      name: "Renombrado",
    });
    expect(agent.name).toBe("Renombrado");
    const actors = await database<{ actor: string }[]>`
      select actor from audit_entries where tenant_id = ${business.tenantId} and actor like 'key:%'`;
    expect(actors.map(({ actor }) => actor)).toContain(`key:${made.id}`);
  });

  test("only administrators make, see and revoke keys", async () => {
    const { client } = await addMember(business.client, "operator", `keys-${business.key}`);
    for (const [method, path, body] of [
      ["GET", "/api/keys", undefined],
      ["POST", "/api/keys", { name: "x", scopes: ["calls:read"] }],
    ] as const) {
      expect(await client.refusal(method, path, body), method).toEqual({ status: 403, code: "forbidden" });
    }
  });

  test("a business has fifty keys at most, also when they are ordered at once", async () => {
    const other = await createBusiness(house, { agent: null });
    const order = { name: "x", scopes: ["calls:read"] };
    const orders = Array.from({ length: 52 }, () => other.client.send("POST", "/api/keys", order));
    const statuses = (await Promise.all(orders)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(50);
    expect(statuses.filter((status) => status === 409)).toHaveLength(2);
  });
});

describe("what a key opens", () => {
  test("every door exactly to the keys whose scope it names, and no door to a key without one", async () => {
    const programs = new Map(
      await Promise.all(
        API_SCOPES.map(async (scope) => [scope, (await makeKey(business.client, [scope])).program] as const),
      ),
    );
    for (const door of MEMBER_DOORS) {
      for (const [scope, program] of programs) {
        const status = await knock(program, door);
        const { apiScope } = door.spec;
        const shown = `${door.name} with ${scope}: ${status}`;
        if (apiScope && scopesAllow([scope], apiScope)) expect([401, 403], shown).not.toContain(status);
        else expect(status, shown).toBe(403);
      }
    }
  });

  test("what is refused says so in plain words, and to programs in the header", async () => {
    const { program } = await makeKey(business.client, ["agents:read"]);
    const missing = await program.send("GET", "/api/calls");
    expect(missing.status).toBe(403);
    expect(missing.headers.get("www-authenticate")).toBe(
      'Bearer error="insufficient_scope", scope="calls:read"',
    );
    expect(missing.text).toMatch(/clave de API/);
    const person = await program.send("GET", "/api/team");
    expect(person.status).toBe(403);
    expect(person.text).toMatch(/sesión de una persona/);
    const unknown = await new Program(house.webUrl, "ctl_nobody").send("GET", "/api/calls");
    expect(unknown.status).toBe(401);
    expect(unknown.headers.get("www-authenticate")).toBe('Bearer error="invalid_token"');
  });

  test("a key is worth nothing for another business, however it is named", async () => {
    const other = await createBusiness(house, { agent: null });
    const { program } = await makeKey(business.client, [...API_SCOPES]);
    const theirs = await fetch(`${house.webUrl}/api/calls`, {
      headers: { ...program.headers(), "x-tenant-id": other.tenantId },
    });
    expect(theirs.status).toBe(404);
    expect((await program.send("GET", `/api/calls?tenantId=${other.tenantId}`)).status).toBe(404);
    const stranger = (await makeKey(other.client, [...API_SCOPES])).program;
    expect(await stranger.refusal("GET", `/api/agents/${business.agent.id}`)).toEqual({
      status: 404,
      code: "not_found",
    });
    const { made } = await makeKey(business.client, ["calls:read"]);
    expect((await other.client.refusal("DELETE", `/api/keys/${made.id}`)).status).toBe(404);
  });
});

describe("a request with a Bearer header", () => {
  const ask = (headers: Record<string, string>) =>
    fetch(`${house.webUrl}/api/tenant`, { headers }).then(({ status }) => status);

  test("is judged by it alone: a signed-in person's cookie does not make up for a wrong key", async () => {
    const cookies = business.client.headers();
    expect(await ask(cookies)).toBe(200);
    for (const authorization of [
      "Bearer",
      "Bearer ",
      "bearer x",
      "Bearer ctl_",
      `Bearer ctl_${"a".repeat(43)}`,
      `Bearer ctl_${"%".repeat(43)}`,
      `Bearer ${"x".repeat(5000)}`,
      "Bearer a b c",
    ]) {
      expect(await ask({ ...cookies, authorization }), authorization.slice(0, 60)).toBe(401);
    }
    // What a proxy in front of the house asks of browsers is none of our business.
    expect(await ask({ ...cookies, authorization: "Basic b3BlbjpzZXNhbWU=" })).toBe(200);
  });

  test("takes the scheme in any case, as HTTP does", async () => {
    const { made } = await makeKey(business.client, ["business:read"]);
    for (const scheme of ["Bearer", "bearer", "BEARER"]) {
      expect(await ask({ authorization: `${scheme} ${made.key}` }), scheme).toBe(200);
    }
  });

  test("and a wrong key, again and again, is slowed down, while the right one from there is let in", async () => {
    const wrong = new Program(house.webUrl, `ctl_${"b".repeat(43)}`);
    const statuses = [];
    for (let attempt = 0; attempt < 101; attempt += 1) {
      statuses.push((await wrong.send("GET", "/api/tenant")).status);
    }
    expect(new Set(statuses.slice(0, 100))).toEqual(new Set([401]));
    expect(statuses.at(-1)).toBe(429);
    const { made } = await makeKey(business.client, ["business:read"]);
    expect(await ask({ ...wrong.headers(), authorization: `Bearer ${made.key}` })).toBe(200);
  });
});
