import { clearDoNotCall, setDoNotCall } from "@/lib/contacts/do-not-call";
import { contactDetail, contactParams, doNotCallInput } from "@/lib/contacts/schema";
import { route } from "@/lib/http/route";

export const PUT = route({
  summary: "Never call a contact",
  role: "operator",
  apiScope: "contacts:write",
  params: contactParams,
  body: doNotCallInput,
  output: contactDetail,
  handler: ({ scope, params, body }) => setDoNotCall(scope, params.contactId, body),
});

export const DELETE = route({
  summary: "Allow calls to a contact again",
  role: "operator",
  apiScope: "contacts:write",
  params: contactParams,
  output: contactDetail,
  handler: ({ scope, params }) => clearDoNotCall(scope, params.contactId),
});
