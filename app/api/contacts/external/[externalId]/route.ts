import { getContactByExternalId } from "@/lib/contacts/get-contact";
import { putContact } from "@/lib/contacts/save-contact";
import { contactDetail, contactPut, externalParams } from "@/lib/contacts/schema";
import { route } from "@/lib/http/route";

export const GET = route({
  summary: "The contact with an id of the business's own system",
  role: "viewer",
  apiScope: "contacts:read",
  params: externalParams,
  output: contactDetail,
  handler: ({ scope, params }) => getContactByExternalId(scope, params.externalId),
});

export const PUT = route({
  summary: "Create or replace the contact with an id of the business's own system",
  role: "operator",
  apiScope: "contacts:write",
  params: externalParams,
  body: contactPut,
  output: contactDetail,
  handler: ({ scope, params, body }) => putContact(scope, params.externalId, body),
});
