import { route } from "@/lib/http/route";
import { listTeam } from "@/lib/team/manage-team";
import { teamView } from "@/lib/team/schema";

export const GET = route({
  summary: "Members and open invitations",
  role: "viewer",
  output: teamView,
  handler: ({ scope }) => listTeam(scope),
});
