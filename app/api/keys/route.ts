import { z } from "zod";
import { createApiKey } from "@/lib/api-keys/create-api-key";
import { listApiKeys } from "@/lib/api-keys/list-api-keys";
import { apiKeyInput, apiKeyMade, apiKeyView } from "@/lib/api-keys/schema";
import { route } from "@/lib/http/route";

export const GET = route({
  summary: "Keys of the API that still open something",
  role: "admin",
  output: z.array(apiKeyView),
  handler: ({ scope }) => listApiKeys(scope),
});

export const POST = route({
  summary: "Make a key; it is shown once",
  role: "admin",
  body: apiKeyInput,
  output: apiKeyMade,
  status: 201,
  handler: ({ scope, access, body }) => createApiKey(scope, { name: access.user.name }, body),
});
