import { route } from "@/lib/http/route";
import { assignPhoneNumber } from "@/lib/numbers/assign-number";
import { toAssignment } from "@/lib/numbers/assignment";
import { assignInput, assignmentView } from "@/lib/numbers/schema";

export const POST = route({
  summary: "Let an agent answer a number (documented address)",
  role: "admin",
  apiScope: "numbers:write",
  body: assignInput,
  output: assignmentView,
  handler: async ({ scope, body }) => toAssignment(await assignPhoneNumber(scope, body)),
});
