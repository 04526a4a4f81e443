import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  acceptInvitation,
  closeOtherSessions,
  countAttempt,
  clearAttempts,
  createTenantWithOwner,
  deleteExpired,
  findInvitationByTokenHash,
  findSession,
  openSession,
} from "@/db/queries/unscoped";
import { createInvitation, listInvitations, listMembers } from "@/db/queries/team";
import { limitAttempts } from "@/lib/auth/limit-attempts";
import { accept, invite } from "@/lib/team/invite";
import { changeRole, removeMember } from "@/lib/team/manage-team";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { stubSettings } from "@/tests/support/settings";
import { type Business, createBusiness, newEmail } from "./business";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

const soon = () => new Date(Date.now() + 3_600_000);

async function invited(business: Business, email: string, expiresAt = soon()) {
  const tokenHash = randomUUID();
  await createInvitation(business.scope, { email, role: "owner", tokenHash, invitedBy: "Ana", expiresAt });
  return tokenHash;
}

async function addOwner(business: Business): Promise<string> {
  const email = newEmail();
  const found = await findInvitationByTokenHash(await invited(business, email));
  if (!found) throw new Error("the invitation is not there");
  const userId = await acceptInvitation(found.invitation, { name: "Bea", email, passwordHash: "x" });
  if (!userId) throw new Error("the invitation was taken");
  return userId;
}

const outcome = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: { code?: string }) => error.code ?? "failed",
  );

describe("sign-up", () => {
  it("of one e-mail ten times at once makes one person and one business", async () => {
    const email = newEmail();
    const made = await Promise.all(
      Array.from({ length: 10 }, () =>
        createTenantWithOwner({
          business: { name: email, kind: "salon", country: "CO", timeZone: "America/Bogota", language: "es" },
          person: { name: "Ana", email, passwordHash: "x" },
        }),
      ),
    );
    expect(made.filter((one) => one !== undefined)).toHaveLength(1);
    expect(await database.owner`select 1 from tenants where name = ${email}`).toHaveLength(1);
    expect(await database.owner`select 1 from users where email = ${email}`).toHaveLength(1);
  });

  it("cannot be got round by capital letters", async () => {
    await expect(
      database.owner`insert into users (email, name, password_hash) values ('Ana@Example.com', 'x', 'x')`.execute(),
    ).rejects.toMatchObject({ code: "23514" });
  });
});

describe("the last owner", () => {
  it("is still there after two owners remove each other at the same instant", async () => {
    for (let round = 0; round < 5; round += 1) {
      const business = await createBusiness();
      const second = await addOwner(business);
      const outcomes = await Promise.all([
        outcome(removeMember(business.scope, "owner", second)),
        outcome(removeMember(business.scope, "owner", business.ownerId)),
      ]);
      expect(outcomes.sort()).toEqual(["conflict", "done"]);
      expect(await listMembers(business.scope)).toHaveLength(1);
    }
  });

  it("is still one after two owners step down at the same instant", async () => {
    const business = await createBusiness();
    const second = await addOwner(business);
    const outcomes = await Promise.all([
      outcome(changeRole(business.scope, "owner", second, "viewer")),
      outcome(changeRole(business.scope, "owner", business.ownerId, "viewer")),
    ]);
    expect(outcomes.sort()).toEqual(["conflict", "done"]);
    const owners = (await listMembers(business.scope)).filter((member) => member.role === "owner");
    expect(owners).toHaveLength(1);
  });

  it("is out of reach of an admin", async () => {
    const business = await createBusiness();
    await addOwner(business);
    expect(await outcome(removeMember(business.scope, "admin", business.ownerId))).toBe("forbidden");
    expect(await outcome(changeRole(business.scope, "admin", business.ownerId, "viewer"))).toBe("forbidden");
    expect(await listMembers(business.scope)).toHaveLength(2);
  });
});

describe("an invitation", () => {
  const by = (userId: string, business: Business) => ({ ...business.scope, actor: `user:${userId}` });
  const openOf = async (business: Business) =>
    (await listInvitations(business.scope)).map(({ email }) => email).sort();

  it("goes with the person who made it, and nobody else's does", async () => {
    stubSettings();
    const business = await createBusiness();
    const leaving = await addOwner(business);
    const [theirs, ours, elsewhere] = [newEmail(), newEmail(), newEmail()];
    const other = await createBusiness();
    await invite(by(leaving, business), { role: "owner", name: "Bea" }, { email: theirs, role: "viewer" });
    await invite(business.scope, { role: "owner", name: "Ana" }, { email: ours, role: "admin" });
    await invite(by(leaving, other), { role: "owner", name: "Bea" }, { email: elsewhere, role: "viewer" });
    expect(await openOf(business)).toEqual([theirs, ours].sort());
    await removeMember(business.scope, "owner", leaving);
    expect(await openOf(business)).toEqual([ours]);
    expect(await openOf(other)).toEqual([elsewhere]);
    const audit = await database.owner<{ action: string; details: object }[]>`
      select action, details from audit_entries where tenant_id = ${business.scope.tenantId} order by at`;
    expect(audit[0]).toEqual({ action: "invitation.create", details: { email: theirs, role: "viewer" } });
    expect(audit.at(-1)).toEqual({ action: "invitation.revoke", details: { invitedBy: leaving } });
  });

  it("is taken back when the person who made it may no longer offer so much", async () => {
    stubSettings();
    const business = await createBusiness();
    const lowered = await addOwner(business);
    const [high, low] = [newEmail(), newEmail()];
    const scope = by(lowered, business);
    await invite(scope, { role: "owner", name: "Bea" }, { email: high, role: "owner" });
    await invite(scope, { role: "owner", name: "Bea" }, { email: low, role: "admin" });
    await changeRole(business.scope, "owner", lowered, "admin");
    expect(await openOf(business)).toEqual([low]);
    await changeRole(business.scope, "owner", lowered, "operator");
    expect(await openOf(business)).toEqual([]);
  });

  it("leaves a trace when somebody joins by it", async () => {
    stubSettings();
    const business = await createBusiness();
    const email = newEmail();
    const { link } = await invite(
      business.scope,
      { role: "owner", name: "Ana" },
      { email, role: "operator" },
    );
    const token = new URL(link).searchParams.get("token") ?? "";
    await accept({ token, name: "Bea Prueba", password: "siete nubes sobre el puerto" });
    const [entry] = await database.owner<{ actor: string; subject: string; details: object }[]>`
      select actor, subject, details from audit_entries
      where tenant_id = ${business.scope.tenantId} and action = 'member.join'`;
    const joined = (await listMembers(business.scope)).find((member) => member.email === email);
    expect(entry).toEqual({
      actor: `user:${joined?.userId}`,
      subject: joined?.userId,
      details: { role: "operator" },
    });
  });

  it("taken ten times at once lets one person in", async () => {
    const business = await createBusiness();
    const found = await findInvitationByTokenHash(await invited(business, newEmail()));
    if (!found) throw new Error("the invitation is not there");
    const taken = await Promise.all(
      Array.from({ length: 10 }, () =>
        acceptInvitation(found.invitation, { name: "Bea", email: newEmail(), passwordHash: "x" }),
      ),
    );
    expect(taken.filter((userId) => userId !== undefined)).toHaveLength(1);
    expect(await listMembers(business.scope)).toHaveLength(2);
  });

  it("is not found when it is used, too old, or replaced by a newer one", async () => {
    const business = await createBusiness();
    const email = newEmail();
    const first = await invited(business, email);
    const second = await invited(business, email);
    expect(await findInvitationByTokenHash(first)).toBeUndefined();
    const found = await findInvitationByTokenHash(second);
    expect(found?.tenant.id).toBe(business.scope.tenantId);
    if (found) await acceptInvitation(found.invitation, { userId: business.ownerId });
    expect(await findInvitationByTokenHash(second)).toBeUndefined();
    const old = await invited(business, newEmail(), new Date(Date.now() - 1000));
    expect(await findInvitationByTokenHash(old)).toBeUndefined();
  });
});

describe("attempts", () => {
  it("made at once are all counted", async () => {
    const key = randomUUID();
    const counts = await Promise.all(Array.from({ length: 20 }, () => countAttempt(key, 900)));
    expect(counts.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it("are refused beyond the limit, and counted anew when the window is over or forgiven", async () => {
    const key = randomUUID();
    const attempt = () => outcome(limitAttempts([{ key, most: 3 }]));
    expect([await attempt(), await attempt(), await attempt(), await attempt()]).toEqual([
      "done",
      "done",
      "done",
      "limit_reached",
    ]);
    await database.owner`update attempts set window_ends_at = now() - interval '1 second' where key = ${key}`;
    expect(await attempt()).toBe("done");
    expect(await countAttempt(key, 900)).toBe(2);
    await clearAttempts(key);
    expect(await countAttempt(key, 900)).toBe(1);
  });

  it("do not prolong the window they fall in", async () => {
    const key = randomUUID();
    await countAttempt(key, 900);
    const ends = () => database.owner`select window_ends_at from attempts where key = ${key}`;
    const before = await ends();
    await countAttempt(key, 900);
    expect(await ends()).toEqual(before);
  });
});

describe("a session", () => {
  it("ends by its hour, and the sweep takes it away", async () => {
    const { ownerId } = await createBusiness();
    const over = await openSession({
      userId: ownerId,
      tenantId: null,
      expiresAt: new Date(Date.now() - 1000),
    });
    const live = await openSession({ userId: ownerId, tenantId: null, expiresAt: soon() });
    expect(await findSession(over)).toBeUndefined();
    expect((await findSession(live))?.userId).toBe(ownerId);
    await deleteExpired();
    const left = await database.owner<{ id: string }[]>`select id from sessions where user_id = ${ownerId}`;
    expect(left.map((row) => row.id)).toEqual([live]);
  });

  it("is the only one left after a password change, and other people keep theirs", async () => {
    const { ownerId } = await createBusiness();
    const { ownerId: otherId } = await createBusiness();
    const [kept, closed, other] = await Promise.all(
      [ownerId, ownerId, otherId].map((userId) => openSession({ userId, tenantId: null, expiresAt: soon() })),
    );
    await closeOtherSessions(ownerId, kept ?? "");
    expect(await findSession(kept ?? "")).toBeDefined();
    expect(await findSession(closed ?? "")).toBeUndefined();
    expect(await findSession(other ?? "")).toBeDefined();
  });
});
