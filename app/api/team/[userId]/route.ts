import { route } from "@/lib/http/route";
import { changeRole, removeMember } from "@/lib/team/manage-team";
import { memberParams, rolePatch } from "@/lib/team/schema";

export const PATCH = route({
  summary: "Change a member's role",
  role: "admin",
  params: memberParams,
  body: rolePatch,
  handler: ({ scope, access, params, body }) => changeRole(scope, access.role, params.userId, body.role),
});

export const DELETE = route({
  summary: "Remove a member",
  role: "admin",
  params: memberParams,
  handler: ({ scope, access, params }) => removeMember(scope, access.role, params.userId),
});
