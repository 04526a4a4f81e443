import { staffParams, staffPatch, staffView } from "@/lib/agenda/schema";
import { deleteStaff, updateStaff } from "@/lib/agenda/staff";
import { route } from "@/lib/http/route";

export const PATCH = route({
  summary: "Change a member of staff",
  role: "admin",
  apiScope: "appointments:write",
  params: staffParams,
  body: staffPatch,
  output: staffView,
  handler: ({ scope, params, body }) => updateStaff(scope, params.staffId, body),
});

export const DELETE = route({
  summary: "Remove a member of staff who never had appointments; others are made inactive",
  role: "admin",
  apiScope: "appointments:write",
  params: staffParams,
  handler: ({ scope, params }) => deleteStaff(scope, params.staffId),
});
