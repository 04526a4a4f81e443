import { z } from "zod";
import { route } from "@/lib/http/route";
import { listInboundAgents } from "@/lib/numbers/assign-number";
import { toAssignment } from "@/lib/numbers/assignment";
import { assignmentView } from "@/lib/numbers/schema";

export const GET = route({
  summary: "Inbound agents with their numbers (documented address)",
  role: "viewer",
  apiScope: "agents:read",
  output: z.array(assignmentView),
  handler: async ({ scope }) => (await listInboundAgents(scope)).map(toAssignment),
});
