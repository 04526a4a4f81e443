import { type Scope, withTransaction } from "@/db/client";
import {
  deleteInvitationsBy,
  deleteMember,
  listInvitations,
  listMembers,
  lockMembers,
  setRole,
  writeAudit,
} from "@/db/queries/team";
import { AppError } from "@/lib/errors";
import { type Role, roleAllows, ROLES } from "@/lib/vocabulary";

/** The lowest role that may invite. */
const INVITING: Role = "admin";

export async function listTeam(scope: Scope) {
  const [members, invitations] = await Promise.all([listMembers(scope), listInvitations(scope)]);
  return { members, invitations };
}

/** Throws `not_found` for somebody else's member, `forbidden` above one's own rank, `conflict` for the last owner. */
export async function changeRole(scope: Scope, by: Role, userId: string, role: Role): Promise<void> {
  await withTransaction(scope, async (inner) => {
    const before = await requireMember(inner, by, userId);
    if (!roleAllows(by, role)) throw new AppError("forbidden", "above one's own rank");
    if (before.role === "owner" && role !== "owner" && before.owners === 1) {
      throw new AppError("conflict", "last owner", { role: "last_owner" });
    }
    await setRole(inner, userId, role);
    await writeAudit(inner, {
      action: "member.role",
      subject: userId,
      details: { from: before.role, to: role },
    });
    await revokeInvitationsOf(inner, userId, role);
  });
}

/** The person's next request finds no membership, and no link they made lets anybody in. Same refusals as `changeRole`. */
export async function removeMember(scope: Scope, by: Role, userId: string): Promise<void> {
  await withTransaction(scope, async (inner) => {
    const before = await requireMember(inner, by, userId);
    if (before.role === "owner" && before.owners === 1) {
      throw new AppError("conflict", "last owner", { role: "last_owner" });
    }
    await deleteMember(inner, userId);
    await writeAudit(inner, { action: "member.remove", subject: userId, details: { role: before.role } });
    await revokeInvitationsOf(inner, userId, undefined);
  });
}

/** Takes back what the person could no longer offer: an invitation kept in a drawer would be a way back in. */
async function revokeInvitationsOf(scope: Scope, userId: string, role: Role | undefined): Promise<void> {
  const mayInvite = role !== undefined && roleAllows(role, INVITING);
  const above = ROLES.filter((offered) => !mayInvite || !roleAllows(role, offered));
  for (const subject of await deleteInvitationsBy(scope, `user:${userId}`, above)) {
    await writeAudit(scope, { action: "invitation.revoke", subject, details: { invitedBy: userId } });
  }
}

async function requireMember(
  scope: Scope,
  by: Role,
  userId: string,
): Promise<{ role: Role; owners: number }> {
  const members = await lockMembers(scope);
  const member = members.find((candidate) => candidate.userId === userId);
  if (!member) throw new AppError("not_found", `member ${userId}`);
  if (!roleAllows(by, member.role)) throw new AppError("forbidden", "above one's own rank");
  return { role: member.role, owners: members.filter(({ role }) => role === "owner").length };
}
