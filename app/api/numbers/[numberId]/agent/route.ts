import { route } from "@/lib/http/route";
import { assignNumber } from "@/lib/numbers/assign-number";
import { numberAgentInput, numberParams, numberView } from "@/lib/numbers/schema";

export const PUT = route({
  summary: "Let an agent answer a number, or nobody",
  role: "admin",
  apiScope: "numbers:write",
  params: numberParams,
  body: numberAgentInput,
  output: numberView,
  handler: ({ scope, params, body }) => assignNumber(scope, params.numberId, body.agentId),
});
