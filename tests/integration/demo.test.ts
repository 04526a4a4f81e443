import { describe, expect, inject, test } from "vitest";
import { z } from "zod";
import { agentView } from "@/lib/agents/schema";
import { callView } from "@/lib/calls/schema";
import { DEMO_BUSINESSES, DEMO_OWNER } from "@/lib/demo/businesses";
import { numberView } from "@/lib/numbers/schema";
import { sessionView } from "@/lib/tenants/schema";
import { ROLES } from "@/lib/vocabulary";
import { Client } from "../support/client";

const house = inject("house");
const DAY_MS = 86_400_000;

async function signedIn(email: string): Promise<Client> {
  const client = new Client(house.webUrl);
  await client.signIn(email, house.password);
  return client;
}

test("the demo's owner has both businesses", async () => {
  const session = await (await signedIn(DEMO_OWNER.email)).get("/api/session", sessionView);
  expect(session.tenants).toEqual(
    ["Clínica Sol", "Salón Magnolia"].map(
      (name) => expect.objectContaining({ name, role: "owner" }) as unknown,
    ),
  );
  expect(session.sandboxUrl).toBe(house.sandboxUrl);
});

describe.each(Object.values(DEMO_BUSINESSES))("$tenant.name", ({ tenant, members, agents }) => {
  test("has a member of each role, who enters with the demo's password", async () => {
    for (const { email, role } of members) {
      const session = await (await signedIn(email)).get("/api/session", sessionView);
      expect(session).toMatchObject({ role, tenant });
    }
    expect(["owner", ...members.map(({ role }) => role)].sort()).toEqual([...ROLES].sort());
  });

  test("has agents that answer its numbers, one of which is free", async () => {
    const client = await signedIn(members[0]?.email ?? "");
    const made = await client.get("/api/agents", z.array(agentView));
    expect(made.map(({ name }) => name)).toEqual(expect.arrayContaining(agents.map(({ name }) => name)));
    const numbers = await client.get("/api/numbers", z.array(numberView));
    expect(numbers.some(({ agent }) => agent !== null)).toBe(true);
    expect(numbers.some(({ agent }) => agent === null)).toBe(true);
  });

  test("has a month of calls with outcomes, failures and words to search", async () => {
    const client = await signedIn(members[0]?.email ?? "");
    const day = (back: number) => new Date(Date.now() - back * DAY_MS).toISOString().slice(0, 10);
    const of = (query: string) => client.get(`/api/calls?limit=100&${query}`, z.array(callView));
    for (const back of [28, 21, 14, 7]) {
      expect((await of(`from=${day(back + 3)}&to=${day(back)}`)).length, `${back} days ago`).toBeGreaterThan(
        5,
      );
    }
    const calls = await of("");
    expect(new Set(calls.map(({ outcome }) => outcome)).size).toBeGreaterThan(2);
    expect((await of("status=failed")).length).toBeGreaterThan(0);
    expect((await of("q=gracias")).length).toBeGreaterThan(5);
  });
});
