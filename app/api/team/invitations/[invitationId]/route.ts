import { route } from "@/lib/http/route";
import { revokeInvitation } from "@/lib/team/invite";
import { invitationParams } from "@/lib/team/schema";

export const DELETE = route({
  summary: "Revoke an invitation",
  role: "admin",
  params: invitationParams,
  handler: ({ scope, params }) => revokeInvitation(scope, params.invitationId),
});
