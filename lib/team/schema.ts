import { z } from "zod";
import { line } from "@/lib/text";
import { email, password } from "@/lib/tenants/schema";
import { ROLES } from "@/lib/vocabulary";

const memberView = z.object({
  userId: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  createdAt: z.coerce.date(),
});
export type MemberView = z.output<typeof memberView>;

const invitationView = z.object({
  id: z.uuid(),
  email: z.string(),
  role: z.enum(ROLES),
  invitedBy: z.string(),
  createdAt: z.coerce.date(),
  expiresAt: z.coerce.date(),
});
export type InvitationView = z.output<typeof invitationView>;

export const teamView = z.object({ members: z.array(memberView), invitations: z.array(invitationView) });

export const memberParams = z.object({ userId: z.uuid() });
export const invitationParams = z.object({ invitationId: z.uuid() });
export const rolePatch = z.object({ role: z.enum(ROLES) });
export const invitationInput = z.object({ email, role: z.enum(ROLES) });
/** `link` is shown once: only its hash is kept. */
export const invitationMade = invitationView.extend({ link: z.url() });

const invitationToken = z.string().regex(/^[\w-]{43}$/);
export const invitationQuery = z.object({ token: invitationToken });
/** What an invited person sees before accepting. `knownUser`: sign in with the existing password instead of choosing one. */
export const invitationOffer = z.object({
  email: z.string(),
  role: z.enum(ROLES),
  business: z.string(),
  invitedBy: z.string(),
  knownUser: z.boolean(),
});
export type InvitationOffer = z.output<typeof invitationOffer>;
export const acceptInvitationInput = z.object({
  token: invitationToken,
  name: line(120).optional(),
  password,
});
