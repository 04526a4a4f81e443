import { route } from "@/lib/http/route";
import { routeNumber } from "@/lib/numbers/route-number";
import { numberParams, numberRouteInput, numberView } from "@/lib/numbers/schema";

export const PUT = route({
  summary: "Choose who is asked first when somebody calls a number: this house or ElevenLabs",
  role: "admin",
  apiScope: "numbers:write",
  params: numberParams,
  body: numberRouteInput,
  output: numberView,
  handler: ({ scope, params, body }) => routeNumber(scope, params.numberId, body.inboundVia),
});
