import { route } from "@/lib/http/route";
import { unassignAgent } from "@/lib/numbers/assign-number";
import { toAssignment } from "@/lib/numbers/assignment";
import { assignmentView, unassignParams } from "@/lib/numbers/schema";

export const DELETE = route({
  summary: "Take an agent's numbers away (documented address)",
  role: "admin",
  apiScope: "numbers:write",
  params: unassignParams,
  output: assignmentView,
  handler: async ({ scope, params }) => toAssignment(await unassignAgent(scope, params.agentId)),
});
