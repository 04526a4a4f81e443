/**
 * The doors: every query that runs before a tenant is known. Each names its reason; nothing else may use the system role.
 */
import { and, asc, eq, gt, inArray, isNull, lt, type SQL, sql, TransactionRollbackError } from "drizzle-orm";
import type { Country, Language, Role, TenantId, TenantKind, Vendor } from "@/lib/vocabulary";
import { systemDatabase } from "../client";
import { type CalendarFeed, calendarFeeds } from "../schema/agenda";
import { accounts, type Account, agents, type Agent, numbers, type PhoneNumber } from "../schema/agents";
import { type Call, calls } from "../schema/calls";
import { notices } from "../schema/messages";
import {
  type ApiKey,
  apiKeys,
  attempts,
  type Invitation,
  invitations,
  memberships,
  sessions,
  type Tenant,
  tenants,
  type User,
  users,
} from "../schema/tenants";
import { transferAttempts, transfers } from "../schema/transfers";

/** Sign-in: an e-mail belongs to a person, not to a business. */
export async function findUserByEmail(email: string): Promise<User | undefined> {
  const [user] = await systemDatabase().select().from(users).where(eq(users.email, email));
  return user;
}

/** Password change: the person is known by the session, the business does not matter. */
export async function findUser(userId: string): Promise<User | undefined> {
  const [user] = await systemDatabase().select().from(users).where(eq(users.id, userId));
  return user;
}

/** As `findUser`. */
export async function setPasswordHash(userId: string, passwordHash: string): Promise<void> {
  await systemDatabase().update(users).set({ passwordHash }).where(eq(users.id, userId));
}

/** Sign-up: the business does not exist yet. Undefined when the e-mail is taken. */
export async function createTenantWithOwner(input: {
  business: { name: string; kind: TenantKind; country: Country; timeZone: string; language: Language };
  person: { name: string; email: string; passwordHash: string };
}): Promise<{ tenant: Tenant; user: User } | undefined> {
  return systemDatabase().transaction(async (tx) => {
    const [user] = await tx
      .insert(users)
      .values(input.person)
      .onConflictDoNothing({ target: users.email })
      .returning();
    if (!user) return undefined;
    const [tenant] = await tx.insert(tenants).values(input.business).returning();
    if (!tenant) throw new Error("insert returned no row");
    await tx.insert(memberships).values({ tenantId: tenant.id, userId: user.id, role: "owner" });
    return { tenant, user };
  });
}

/** Sign-in: which businesses a person may enter, oldest membership first. */
export async function listMembershipsOfUser(userId: string): Promise<{ tenant: Tenant; role: Role }[]> {
  return systemDatabase()
    .select({ tenant: tenants, role: memberships.role })
    .from(memberships)
    .innerJoin(tenants, eq(tenants.id, memberships.tenantId))
    .where(eq(memberships.userId, userId))
    .orderBy(asc(memberships.createdAt), asc(tenants.id));
}

/** Sign-in: the person may belong to several businesses, or to none. */
export async function openSession(input: {
  userId: string;
  tenantId: TenantId | null;
  expiresAt: Date;
}): Promise<string> {
  const [row] = await systemDatabase().insert(sessions).values(input).returning({ id: sessions.id });
  if (!row) throw new Error("insert returned no row");
  return row.id;
}

/** Every request: the cookie names a session, the session a person. */
export async function findSession(
  sessionId: string,
): Promise<
  { userId: string; tenantId: TenantId | null; user: Pick<User, "id" | "name" | "email"> } | undefined
> {
  const [row] = await systemDatabase()
    .select({
      userId: sessions.userId,
      tenantId: sessions.tenantId,
      user: { id: users.id, name: users.name, email: users.email },
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.id, sessionId), gt(sessions.expiresAt, sql`now()`)));
  return row;
}

/** Switching: the session goes from one business to another. */
export async function setSessionTenant(sessionId: string, tenantId: TenantId): Promise<void> {
  await systemDatabase().update(sessions).set({ tenantId }).where(eq(sessions.id, sessionId));
}

/** Sign-out: the session ends for every business. */
export async function closeSession(sessionId: string): Promise<void> {
  await systemDatabase().delete(sessions).where(eq(sessions.id, sessionId));
}

/** After a password change every other browser has to sign in again. */
export async function closeOtherSessions(userId: string, keepSessionId: string): Promise<void> {
  await systemDatabase()
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), sql`${sessions.id} <> ${keepSessionId}`));
}

/** The sweep: sessions and attempt windows that are over. */
export async function deleteExpired(): Promise<void> {
  await systemDatabase()
    .delete(sessions)
    .where(lt(sessions.expiresAt, sql`now()`));
  await systemDatabase()
    .delete(attempts)
    .where(lt(attempts.windowEndsAt, sql`now()`));
}

/** Nobody is signed in yet when attempts are counted. Adds one under `key`; answers how many there were in the running window. */
export async function countAttempt(key: string, windowSeconds: number): Promise<number> {
  const ends = sql`now() + make_interval(secs => ${windowSeconds})`;
  const [row] = await systemDatabase()
    .insert(attempts)
    .values({ key, count: 1, windowEndsAt: ends })
    .onConflictDoUpdate({
      target: attempts.key,
      set: {
        count: sql`case when ${attempts.windowEndsAt} < now() then 1 else ${attempts.count} + 1 end`,
        windowEndsAt: sql`case when ${attempts.windowEndsAt} < now() then ${ends} else ${attempts.windowEndsAt} end`,
      },
    })
    .returning({ count: attempts.count });
  return row?.count ?? 0;
}

/** As `countAttempt`. */
export async function clearAttempts(key: string): Promise<void> {
  await systemDatabase().delete(attempts).where(eq(attempts.key, key));
}

/** A request with an API key: the key says whose it is. Undefined for one that is unknown or revoked. */
export async function findApiKey(keyHash: string): Promise<{ key: ApiKey; tenant: Tenant } | undefined> {
  const [row] = await systemDatabase()
    .select({ key: apiKeys, tenant: tenants })
    .from(apiKeys)
    .innerJoin(tenants, eq(tenants.id, apiKeys.tenantId))
    .where(and(eq(apiKeys.keyHash, keyHash), isNull(apiKeys.revokedAt)));
  return row;
}

/** As `findApiKey`; written at most once a minute, however often the key is used. */
export async function touchApiKey(tenantId: TenantId, keyId: string): Promise<void> {
  await systemDatabase()
    .update(apiKeys)
    .set({ lastUsedAt: sql`now()` })
    .where(
      and(
        eq(apiKeys.tenantId, tenantId),
        eq(apiKeys.id, keyId),
        sql`coalesce(${apiKeys.lastUsedAt}, '-infinity') < now() - interval '1 minute'`,
      ),
    );
}

/** A calendar shows a token and nothing else: it says whose agenda may be read. Undefined for one that is unknown or revoked. */
export async function findFeedByToken(
  tokenHash: string,
): Promise<{ feed: CalendarFeed; tenant: Tenant } | undefined> {
  const [row] = await systemDatabase()
    .select({ feed: calendarFeeds, tenant: tenants })
    .from(calendarFeeds)
    .innerJoin(tenants, eq(tenants.id, calendarFeeds.tenantId))
    .where(eq(calendarFeeds.tokenHash, tokenHash));
  return row;
}

/** As `findFeedByToken`; written at most once a minute, however often the calendar is read. */
export async function touchFeed(tenantId: TenantId, feedId: string): Promise<void> {
  await systemDatabase()
    .update(calendarFeeds)
    .set({ lastReadAt: sql`now()` })
    .where(
      and(
        eq(calendarFeeds.tenantId, tenantId),
        eq(calendarFeeds.id, feedId),
        sql`coalesce(${calendarFeeds.lastReadAt}, '-infinity') < now() - interval '1 minute'`,
      ),
    );
}

/** An invitation is opened by whoever holds its link. */
export async function findInvitationByTokenHash(
  tokenHash: string,
): Promise<{ invitation: Invitation; tenant: Tenant } | undefined> {
  const [row] = await systemDatabase()
    .select({ invitation: invitations, tenant: tenants })
    .from(invitations)
    .innerJoin(tenants, eq(tenants.id, invitations.tenantId))
    .where(
      and(
        eq(invitations.tokenHash, tokenHash),
        isNull(invitations.acceptedAt),
        gt(invitations.expiresAt, sql`now()`),
      ),
    );
  return row;
}

/** Joins the business; the person is created unless `userId` says who it is. Undefined when somebody was quicker. */
export async function acceptInvitation(
  invitation: Invitation,
  person: { userId: string } | { name: string; email: string; passwordHash: string },
): Promise<string | undefined> {
  const joined = systemDatabase().transaction(async (tx) => {
    const claimed = await tx
      .update(invitations)
      .set({ acceptedAt: sql`now()` })
      .where(and(eq(invitations.id, invitation.id), isNull(invitations.acceptedAt)))
      .returning({ id: invitations.id });
    if (claimed.length === 0) return undefined;
    let userId = "userId" in person ? person.userId : undefined;
    if ("email" in person) {
      const [user] = await tx.insert(users).values(person).onConflictDoNothing().returning({ id: users.id });
      // The person joined another business in this very moment: the link can be opened again, with their password.
      if (!user) tx.rollback();
      userId = user?.id;
    }
    if (!userId) throw new Error("insert returned no row");
    await tx
      .insert(memberships)
      .values({ tenantId: invitation.tenantId, userId, role: invitation.role })
      .onConflictDoNothing();
    return userId;
  });
  return joined.catch((error: unknown) => {
    if (error instanceof TransactionRollbackError) return undefined;
    throw error;
  });
}

/** The number that was dialled and everything that hangs on it. */
export interface NumberRoute {
  number: PhoneNumber;
  tenant: Tenant;
  agent: Agent | null;
  /** At Twilio. */
  account: Account | null;
}

/** A voice webhook names the number that was dialled; what answering takes comes in one round trip. */
export async function findRouteOfNumber(phoneNumber: string): Promise<NumberRoute | undefined> {
  const [row] = await systemDatabase()
    .select({ number: numbers, tenant: tenants, agent: agents, account: accounts })
    .from(numbers)
    .innerJoin(tenants, eq(tenants.id, numbers.tenantId))
    .leftJoin(agents, and(eq(agents.tenantId, numbers.tenantId), eq(agents.id, numbers.agentId)))
    .leftJoin(accounts, and(eq(accounts.tenantId, numbers.tenantId), eq(accounts.vendor, "twilio")))
    .where(and(eq(numbers.phoneNumber, phoneNumber), eq(numbers.owned, true)));
  return row;
}

/** A webhook that names an account of a vendor and nothing of ours. Several businesses may share one account. */
export async function listAccountsByExternalId(vendor: Vendor, externalId: string): Promise<Account[]> {
  return systemDatabase()
    .select()
    .from(accounts)
    .where(and(eq(accounts.vendor, vendor), eq(accounts.externalId, externalId)))
    .limit(20);
}

/** A callback of ElevenLabs names the business in its key; the key is what proves it. */
export async function findAccountOf(tenantId: TenantId, vendor: Vendor): Promise<Account | undefined> {
  const [account] = await systemDatabase()
    .select()
    .from(accounts)
    .where(and(eq(accounts.tenantId, tenantId), eq(accounts.vendor, vendor)));
  return account;
}

/** A call and the Twilio account that carries it. */
export interface CarriedCall {
  call: Call;
  account: Account | null;
}

async function findCarriedCall(which: SQL): Promise<CarriedCall | undefined> {
  const [row] = await systemDatabase()
    .select({ call: calls, account: accounts })
    .from(calls)
    .leftJoin(accounts, and(eq(accounts.tenantId, calls.tenantId), eq(accounts.vendor, "twilio")))
    .where(which);
  return row;
}

/** A status callback or stream callback names the call by Twilio's id. */
export function findCallByTwilioSid(twilioCallSid: string): Promise<CarriedCall | undefined> {
  return findCarriedCall(eq(calls.twilioCallSid, twilioCallSid));
}

/** Twilio names an advisor's telephone by the id of the attempt in the address, or by its own. */
export async function findLegAnywhere(
  leg: { attemptId: string } | { twilioCallSid: string },
): Promise<(CarriedCall & { transferId: string; attemptId: string; legSid: string | null }) | undefined> {
  const [row] = await systemDatabase()
    .select({
      call: calls,
      account: accounts,
      transferId: transferAttempts.transferId,
      attemptId: transferAttempts.id,
      legSid: transferAttempts.twilioCallSid,
    })
    .from(transferAttempts)
    .innerJoin(
      transfers,
      and(eq(transfers.tenantId, transferAttempts.tenantId), eq(transfers.id, transferAttempts.transferId)),
    )
    .innerJoin(calls, and(eq(calls.tenantId, transfers.tenantId), eq(calls.id, transfers.callId)))
    .leftJoin(accounts, and(eq(accounts.tenantId, calls.tenantId), eq(accounts.vendor, "twilio")))
    .where(
      "attemptId" in leg
        ? eq(transferAttempts.id, leg.attemptId)
        : eq(transferAttempts.twilioCallSid, leg.twilioCallSid),
    );
  return row;
}

/** A status callback of an SMS names our own id of the notice, and whose it is. */
export async function findAccountOfNotice(
  tenantId: TenantId,
  noticeId: string,
): Promise<Account | undefined> {
  const [row] = await systemDatabase()
    .select({ account: accounts })
    .from(notices)
    .innerJoin(accounts, and(eq(accounts.tenantId, notices.tenantId), eq(accounts.vendor, "twilio")))
    .where(and(eq(notices.tenantId, tenantId), eq(notices.id, noticeId)));
  return row?.account;
}

/** A media stream names the call by our id in its path. */
export function findCallAnywhere(callId: string): Promise<CarriedCall | undefined> {
  return findCarriedCall(eq(calls.id, callId));
}

/**
 * A post-call webhook names the vendor's agents; whose they are decides which secret must have signed it. Anybody can write any id into
 * a draft, so those come first whose agents ElevenLabs has seen: drafts of others cannot crowd them out.
 */
export async function listAccountsOfElevenLabsAgents(elevenLabsAgentIds: string[]): Promise<Account[]> {
  if (elevenLabsAgentIds.length === 0) return [];
  const rows = await systemDatabase()
    .select({ account: accounts })
    .from(agents)
    .innerJoin(accounts, and(eq(accounts.tenantId, agents.tenantId), eq(accounts.vendor, "elevenlabs")))
    .where(inArray(agents.elevenLabsAgentId, elevenLabsAgentIds))
    .groupBy(accounts.tenantId, accounts.vendor)
    .orderBy(sql`min(${agents.publishedAt}) nulls last`, asc(accounts.tenantId))
    .limit(20);
  return rows.map((row) => row.account);
}
