import { type Role, ROLES, roleAllows } from "@/lib/vocabulary";

/** Roles a member may hand out: nobody raises another above themselves, and below `admin` nobody hands out any. */
export function rolesGrantableBy(role: Role): readonly Role[] {
  return roleAllows(role, "admin") ? ROLES.filter((candidate) => roleAllows(role, candidate)) : [];
}

export type MemberLock = "not_admin" | "owner_only" | "last_owner";

/** Why `actor` cannot change or remove a member; undefined when they can. */
export function memberLock(
  actor: { role: Role },
  member: { userId: string; role: Role },
  team: readonly { userId: string; role: Role }[],
): MemberLock | undefined {
  if (!roleAllows(actor.role, "admin")) return "not_admin";
  if (!roleAllows(actor.role, member.role)) return "owner_only";
  // A business without an owner could never again change who owns it.
  const otherOwner = team.some((other) => other.role === "owner" && other.userId !== member.userId);
  return member.role === "owner" && !otherOwner ? "last_owner" : undefined;
}
