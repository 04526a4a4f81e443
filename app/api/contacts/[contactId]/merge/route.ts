import { mergeContacts } from "@/lib/contacts/merge-contacts";
import { contactDetail, contactParams, mergeInput } from "@/lib/contacts/schema";
import { route } from "@/lib/http/route";

export const POST = route({
  summary: "Make another contact part of this one",
  role: "operator",
  apiScope: "contacts:write",
  params: contactParams,
  body: mergeInput,
  output: contactDetail,
  handler: ({ scope, params, body }) => mergeContacts(scope, params.contactId, body.otherId),
});
