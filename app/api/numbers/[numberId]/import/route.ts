import { route } from "@/lib/http/route";
import { importNumber } from "@/lib/numbers/import-number";
import { numberParams, numberView } from "@/lib/numbers/schema";

export const POST = route({
  summary: "Make a number known to ElevenLabs, as its own outbound calls need",
  role: "admin",
  apiScope: "numbers:write",
  params: numberParams,
  output: numberView,
  handler: ({ scope, params }) => importNumber(scope, params.numberId),
});
