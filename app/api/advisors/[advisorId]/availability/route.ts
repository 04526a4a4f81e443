import { setAvailability } from "@/lib/advisors/manage-advisors";
import { advisorParams, advisorView, availabilityInput } from "@/lib/advisors/schema";
import { route } from "@/lib/http/route";

export const PUT = route({
  summary: "Switch an advisor on or off; off is off whatever the hours say",
  role: "operator",
  params: advisorParams,
  body: availabilityInput,
  output: advisorView,
  handler: ({ scope, params, body }) => setAvailability(scope, params.advisorId, body),
});
