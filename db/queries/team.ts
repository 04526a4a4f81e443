import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Role } from "@/lib/vocabulary";
import { type Actor, type Scope, scoped } from "../client";
import {
  auditEntries,
  type Invitation,
  invitations,
  memberships,
  type Tenant,
  tenants,
  users,
} from "../schema/tenants";

export async function getTenant(scope: Scope): Promise<Tenant> {
  const [tenant] = await scoped(scope, (tx) =>
    tx.select().from(tenants).where(eq(tenants.id, scope.tenantId)),
  );
  if (!tenant) throw new Error(`tenant ${scope.tenantId} is gone`);
  return tenant;
}

/**
 * What may happen only so often happens one at a time: the row is held until the transaction ends. What merely refers to the business
 * does not wait for it.
 */
export async function lockTenant(scope: Scope): Promise<void> {
  await scoped(scope, (tx) =>
    tx.select({ id: tenants.id }).from(tenants).where(eq(tenants.id, scope.tenantId)).for("no key update"),
  );
}

export async function updateTenant(
  scope: Scope,
  patch: Partial<Omit<Tenant, "id" | "createdAt">>,
): Promise<Tenant> {
  const [tenant] = await scoped(scope, (tx) =>
    tx.update(tenants).set(patch).where(eq(tenants.id, scope.tenantId)).returning(),
  );
  if (!tenant) throw new Error(`tenant ${scope.tenantId} is gone`);
  return tenant;
}

const memberColumns = {
  userId: users.id,
  name: users.name,
  email: users.email,
  role: memberships.role,
  createdAt: memberships.createdAt,
};

interface Member {
  userId: string;
  name: string;
  email: string;
  role: Role;
  createdAt: Date;
}

export async function listMembers(scope: Scope): Promise<Member[]> {
  return scoped(scope, (tx) =>
    tx
      .select(memberColumns)
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(eq(memberships.tenantId, scope.tenantId))
      .orderBy(asc(memberships.createdAt), asc(users.id)),
  );
}

/** Locks the members' rows, so that two owners cannot both stop being the last one. */
export async function lockMembers(scope: Scope): Promise<{ userId: string; role: Role }[]> {
  return scoped(scope, (tx) =>
    tx
      .select({ userId: memberships.userId, role: memberships.role })
      .from(memberships)
      .where(eq(memberships.tenantId, scope.tenantId))
      .for("update"),
  );
}

export async function setRole(scope: Scope, userId: string, role: Role): Promise<void> {
  await scoped(scope, (tx) =>
    tx
      .update(memberships)
      .set({ role })
      .where(and(eq(memberships.tenantId, scope.tenantId), eq(memberships.userId, userId))),
  );
}

export async function deleteMember(scope: Scope, userId: string): Promise<void> {
  await scoped(scope, (tx) =>
    tx
      .delete(memberships)
      .where(and(eq(memberships.tenantId, scope.tenantId), eq(memberships.userId, userId))),
  );
}

export async function listInvitations(scope: Scope): Promise<Invitation[]> {
  return scoped(scope, (tx) =>
    tx
      .select()
      .from(invitations)
      .where(and(eq(invitations.tenantId, scope.tenantId), isNull(invitations.acceptedAt)))
      .orderBy(asc(invitations.createdAt)),
  );
}

/** A new invitation for an address replaces the open one: only the newest link works. */
export async function createInvitation(
  scope: Scope,
  input: { email: string; role: Role; tokenHash: string; invitedBy: string; expiresAt: Date },
): Promise<Invitation> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .insert(invitations)
      .values({ ...input, tenantId: scope.tenantId })
      .onConflictDoUpdate({
        target: [invitations.tenantId, invitations.email],
        targetWhere: isNull(invitations.acceptedAt),
        set: {
          role: input.role,
          tokenHash: input.tokenHash,
          invitedBy: input.invitedBy,
          expiresAt: input.expiresAt,
          createdAt: sql`now()`,
        },
      })
      .returning(),
  );
  if (!row) throw new Error("insert returned no row");
  return row;
}

export async function deleteInvitation(scope: Scope, invitationId: string): Promise<boolean> {
  const rows = await scoped(scope, (tx) =>
    tx
      .delete(invitations)
      .where(
        and(
          eq(invitations.tenantId, scope.tenantId),
          eq(invitations.id, invitationId),
          isNull(invitations.acceptedAt),
        ),
      )
      .returning({ id: invitations.id }),
  );
  return rows.length > 0;
}

/** The open invitations to `roles` that somebody made; the audit says who made which. */
export async function deleteInvitationsBy(scope: Scope, actor: Actor, roles: Role[]): Promise<string[]> {
  if (roles.length === 0) return [];
  const rows = await scoped(scope, (tx) =>
    tx
      .delete(invitations)
      .where(
        and(
          eq(invitations.tenantId, scope.tenantId),
          isNull(invitations.acceptedAt),
          inArray(invitations.role, roles),
          sql`${invitations.id}::text in (select ${auditEntries.subject} from ${auditEntries}
            where ${auditEntries.tenantId} = ${scope.tenantId} and ${auditEntries.action} = 'invitation.create'
              and ${auditEntries.actor} = ${actor})`,
        ),
      )
      .returning({ id: invitations.id }),
  );
  return rows.map((row) => row.id);
}

/** Call it in the transaction of the deed. */
export async function writeAudit(
  scope: Scope,
  entry: { action: string; subject: string; details?: Record<string, unknown> },
): Promise<void> {
  await scoped(scope, (tx) =>
    tx.insert(auditEntries).values({ ...entry, tenantId: scope.tenantId, actor: scope.actor }),
  );
}
