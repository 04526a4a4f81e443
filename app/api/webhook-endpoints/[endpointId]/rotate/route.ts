import { route } from "@/lib/http/route";
import { rotateSecret } from "@/lib/outgoing/manage-endpoints";
import { endpointParams, rotatedSecret } from "@/lib/outgoing/schema";

export const POST = route({
  summary: "Replace the signing secret; for a day both sign",
  role: "admin",
  params: endpointParams,
  output: rotatedSecret,
  handler: ({ scope, params }) => rotateSecret(scope, params.endpointId),
});
