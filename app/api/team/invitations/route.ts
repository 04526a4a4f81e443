import { route } from "@/lib/http/route";
import { invite } from "@/lib/team/invite";
import { invitationInput, invitationMade } from "@/lib/team/schema";

export const POST = route({
  summary: "Invite somebody; the link is shown once",
  role: "admin",
  body: invitationInput,
  output: invitationMade,
  status: 201,
  handler: ({ scope, access, body }) => invite(scope, { role: access.role, name: access.user.name }, body),
});
