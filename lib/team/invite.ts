import { addDays } from "date-fns";
import { type Scope, withTransaction } from "@/db/client";
import { createInvitation, deleteInvitation, listMembers, writeAudit } from "@/db/queries/team";
import { acceptInvitation, findInvitationByTokenHash, findUserByEmail } from "@/db/queries/unscoped";
import type { Invitation } from "@/db/schema/tenants";
import { env } from "@/env";
import { hashPassword, isPassword, requireStrongPassword } from "@/lib/auth/password";
import { limitAttempts } from "@/lib/auth/limit-attempts";
import { AppError } from "@/lib/errors";
import { hashToken, newToken } from "@/lib/one-time-token";
import { type Role, roleAllows } from "@/lib/vocabulary";
import type { InvitationOffer } from "./schema";

const VALID_DAYS = 7;

/** The link is known to nobody else and shown once. Throws `conflict` when the person is a member already. */
export async function invite(
  scope: Scope,
  by: { role: Role; name: string },
  input: { email: string; role: Role },
): Promise<Invitation & { link: string }> {
  if (!roleAllows(by.role, input.role)) throw new AppError("forbidden", "above one's own rank");
  const { token, hash } = newToken();
  const invitation = await withTransaction(scope, async (inner) => {
    const members = await listMembers(inner);
    if (members.some((member) => member.email === input.email)) {
      throw new AppError("conflict", "already a member", { email: "taken" });
    }
    const made = await createInvitation(inner, {
      ...input,
      tokenHash: hash,
      invitedBy: by.name,
      expiresAt: addDays(new Date(), VALID_DAYS),
    });
    await writeAudit(inner, { action: "invitation.create", subject: made.id, details: { ...input } });
    return made;
  });
  return { ...invitation, link: `${env.PUBLIC_URL}/invitation?token=${token}` };
}

export async function revokeInvitation(scope: Scope, invitationId: string): Promise<void> {
  await withTransaction(scope, async (inner) => {
    if (!(await deleteInvitation(inner, invitationId)))
      throw new AppError("not_found", `invitation ${invitationId}`);
    await writeAudit(inner, { action: "invitation.revoke", subject: invitationId });
  });
}

/** Throws `not_found` for a link that is unknown, used or too old. */
export async function getOffer(token: string): Promise<InvitationOffer> {
  const { invitation, tenant } = await requireInvitation(token);
  const { email, role, invitedBy } = invitation;
  const knownUser = (await findUserByEmail(email)) !== undefined;
  return { email, role, business: tenant.name, invitedBy, knownUser };
}

/** A new person chooses a password; a known one proves theirs. */
export async function accept(input: {
  token: string;
  name?: string | undefined;
  password: string;
}): Promise<void> {
  const { invitation, tenant } = await requireInvitation(input.token);
  const user = await findUserByEmail(invitation.email);
  let accepted: string | undefined;
  if (user) {
    await limitAttempts([{ key: `sign-in:${user.email}`, most: 10 }]);
    if (!(await isPassword(user.passwordHash, input.password))) {
      throw new AppError("invalid", "wrong password", { password: "wrong_password" });
    }
    accepted = await acceptInvitation(invitation, { userId: user.id });
  } else {
    if (!input.name) throw new AppError("invalid", "name missing", { name: "required" });
    requireStrongPassword(input.password, [invitation.email, input.name, tenant.name], "password");
    const passwordHash = await hashPassword(input.password);
    accepted = await acceptInvitation(invitation, {
      name: input.name,
      email: invitation.email,
      passwordHash,
    });
  }
  if (!accepted) throw new AppError("not_found", "invitation");
  // The person was admitted under no tenant; what the business may dispute is written under its own.
  const scope: Scope = { tenantId: tenant.id, actor: `user:${accepted}` };
  await writeAudit(scope, { action: "member.join", subject: accepted, details: { role: invitation.role } });
}

async function requireInvitation(token: string) {
  const found = await findInvitationByTokenHash(hashToken(token));
  if (!found) throw new AppError("not_found", "invitation");
  return found;
}
