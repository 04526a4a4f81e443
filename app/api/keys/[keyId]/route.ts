import { revokeApiKey } from "@/lib/api-keys/revoke-api-key";
import { apiKeyParams } from "@/lib/api-keys/schema";
import { route } from "@/lib/http/route";

export const DELETE = route({
  summary: "Revoke a key",
  role: "admin",
  params: apiKeyParams,
  handler: ({ scope, params }) => revokeApiKey(scope, params.keyId),
});
