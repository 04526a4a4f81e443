import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { z } from "zod";
import { invitationMade, invitationOffer, teamView } from "@/lib/team/schema";
import { sessionView } from "@/lib/tenants/schema";
import { Client } from "../support/client";
import { Business } from "../support/tenant";
import { openHouseDatabase } from "./house-database";
import { addMember, MEMBER_PASSWORD, tokenOf } from "./members";

const house = inject("house");
const database = openHouseDatabase(house.dataFolder);
let owner: Business;
let other: Business;

beforeAll(async () => {
  [owner, other] = [new Business(house), new Business(house)];
  await Promise.all([owner.signUp(), other.signUp()]);
});
afterAll(() => database.end());

const mark = () => randomUUID().slice(0, 8);
const role = async (client: Client) => (await client.get("/api/session", sessionView)).role;

async function inviteNobody(): Promise<{ id: string; token: string; email: string }> {
  const email = `guest-${mark()}@example.com`;
  const made = await owner.client.ask("POST", "/api/team/invitations", invitationMade, {
    email,
    role: "operator",
  });
  return { id: made.id, token: tokenOf(made.link), email };
}

const accept = (token: string, given: object = {}) =>
  new Client(house.webUrl).send("POST", "/api/invitations", {
    token,
    name: "Carla",
    password: MEMBER_PASSWORD,
    ...given,
  });
const offer = (token: string) => new Client(house.webUrl).send("GET", `/api/invitations?token=${token}`);

describe("an invitation", () => {
  it("says what it offers, is accepted once, and then is like one that never was", async () => {
    const { token, email } = await inviteNobody();
    const client = new Client(house.webUrl);
    expect(await client.get(`/api/invitations?token=${token}`, invitationOffer)).toMatchObject({
      email,
      role: "operator",
      knownUser: false,
    });
    expect((await accept(token)).status).toBe(200);
    await client.signIn(email, MEMBER_PASSWORD);
    expect(await role(client)).toBe("operator");
    const never = await offer("x".repeat(43));
    for (const answer of [await offer(token), await accept(token)]) {
      expect({ status: answer.status, text: answer.text }).toEqual({ status: 404, text: never.text });
    }
    const team = await owner.client.get("/api/team", teamView);
    expect(team.invitations.map((open) => open.email)).not.toContain(email);
  });

  it("is shown once: neither the team page nor the database holds its link", async () => {
    const { token } = await inviteNobody();
    expect((await owner.client.send("GET", "/api/team")).text).not.toContain(token);
    const held = await database`select 1 from invitations i where to_jsonb(i)::text like ${`%${token}%`}`;
    expect(held).toHaveLength(0);
  });

  it("that was revoked, or is too old, is none", async () => {
    const revoked = await inviteNobody();
    await owner.client.ask("DELETE", `/api/team/invitations/${revoked.id}`, z.null());
    expect((await accept(revoked.token)).status).toBe(404);
    const old = await inviteNobody();
    await database`update invitations set expires_at = now() - interval '1 second' where id = ${old.id}`;
    expect((await offer(old.token)).status).toBe(404);
    expect((await accept(old.token)).status).toBe(404);
    expect(await database`select 1 from users where email in (${revoked.email}, ${old.email})`).toHaveLength(
      0,
    );
  });

  it("refuses a weak password and a missing name, naming the field, and stays open", async () => {
    const { token } = await inviteNobody();
    for (const [given, field] of [
      [{ password: "carla12345" }, "password"],
      [{ name: undefined }, "name"],
      [{ name: "" }, "name"],
    ] as const) {
      const answer = await accept(token, given);
      expect(answer.status).toBe(422);
      expect(Object.keys(JSON.parse(answer.text).error.fields)).toEqual([field]);
    }
    expect((await accept(token)).status).toBe(200);
  });

  it("of a person with an account needs their password, and lets them switch between their businesses", async () => {
    const made = await owner.client.ask("POST", "/api/team/invitations", invitationMade, {
      email: other.email,
      role: "viewer",
    });
    const token = tokenOf(made.link);
    expect((await accept(token, { password: "not their password" })).status).toBe(422);
    const person = other.client;
    const wanted = { tenantId: owner.tenantId };
    expect(await person.refusal("POST", "/api/session/tenant", wanted)).toMatchObject({ status: 404 });
    expect((await accept(token, { password: "cuatro-palabras-que-nadie-adivina" })).status).toBe(200);
    expect(await role(person)).toBe("owner");
    await person.ask("POST", "/api/session/tenant", z.null(), wanted);
    const session = await person.get("/api/session", sessionView);
    expect(session).toMatchObject({ role: "viewer", tenant: { id: owner.tenantId } });
    expect(session.tenants.map(({ id }) => id).sort()).toEqual([owner.tenantId, other.tenantId].sort());
    expect(await person.refusal("PATCH", "/api/tenant", { name: "x" })).toMatchObject({ status: 403 });
    await person.ask("POST", "/api/session/tenant", z.null(), { tenantId: other.tenantId });
    expect(await role(person)).toBe("owner");
  });

  it("of somebody who is a member already is refused", async () => {
    const body = { email: owner.email, role: "viewer" };
    expect(await owner.client.refusal("POST", "/api/team/invitations", body)).toMatchObject({ status: 409 });
  });
});

describe("a role", () => {
  it("changes at once, in the session that is open", async () => {
    const member = await addMember(owner.client, "viewer", mark());
    expect(await member.client.refusal("PATCH", "/api/tenant", { name: "x" })).toMatchObject({ status: 403 });
    await owner.client.ask("PATCH", `/api/team/${member.userId}`, z.null(), { role: "admin" });
    expect((await member.client.send("PATCH", "/api/tenant", { name: "Clínica cambiada" })).status).toBe(200);
    await owner.client.ask("PATCH", `/api/team/${member.userId}`, z.null(), { role: "viewer" });
    expect(await member.client.refusal("PATCH", "/api/tenant", { name: "x" })).toMatchObject({ status: 403 });
  });

  it("cannot be given, taken or invited above one's own", async () => {
    const admin = await addMember(owner.client, "admin", mark());
    const { user } = await owner.client.get("/api/session", sessionView);
    for (const [method, path, body] of [
      ["PATCH", `/api/team/${admin.userId}`, { role: "owner" }],
      ["PATCH", `/api/team/${user.id}`, { role: "viewer" }],
      ["DELETE", `/api/team/${user.id}`, undefined],
      ["POST", "/api/team/invitations", { email: `x-${mark()}@example.com`, role: "owner" }],
    ] as const) {
      expect(await admin.client.refusal(method, path, body), path).toMatchObject({ status: 403 });
    }
    expect(await role(admin.client)).toBe("admin");
    expect(await role(owner.client)).toBe("owner");
  });

  it("of the last owner stays", async () => {
    const { user } = await owner.client.get("/api/session", sessionView);
    for (const [method, body] of [
      ["PATCH", { role: "admin" }],
      ["DELETE", undefined],
    ] as const) {
      expect(await owner.client.refusal(method, `/api/team/${user.id}`, body)).toEqual({
        status: 409,
        code: "conflict",
      });
    }
  });
});

it("a removed member's next request is refused, on every address and on the live stream", async () => {
  const member = await addMember(owner.client, "admin", mark());
  expect((await member.client.send("GET", "/api/calls")).status).toBe(200);
  await owner.client.ask("DELETE", `/api/team/${member.userId}`, z.null());
  for (const path of ["/api/calls", "/api/session", "/api/team", "/api/live"]) {
    expect((await member.client.send("GET", path)).status, path).toBe(403);
  }
  const answer = await fetch(`${house.webUrl}/api/calls`, {
    headers: { ...member.client.headers(), "x-tenant-id": owner.tenantId },
  });
  expect(answer.status).toBe(404);
});
