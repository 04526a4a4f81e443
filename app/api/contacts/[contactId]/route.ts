import { eraseContact } from "@/lib/contacts/erase-contact";
import { getContact } from "@/lib/contacts/get-contact";
import { updateContact } from "@/lib/contacts/save-contact";
import { contactDetail, contactParams, contactPatch, erasure } from "@/lib/contacts/schema";
import { route } from "@/lib/http/route";

export const GET = route({
  summary: "A contact",
  role: "viewer",
  apiScope: "contacts:read",
  params: contactParams,
  output: contactDetail,
  handler: ({ scope, params }) => getContact(scope, params.contactId),
});

export const PATCH = route({
  summary: "Change a contact",
  role: "operator",
  apiScope: "contacts:write",
  params: contactParams,
  body: contactPatch,
  output: contactDetail,
  handler: ({ scope, params, body }) => updateContact(scope, params.contactId, body),
});

export const DELETE = route({
  summary: "Erase a contact with its calls, audio, appointments and messages",
  role: "admin",
  params: contactParams,
  output: erasure,
  handler: ({ scope, params }) => eraseContact(scope, params.contactId),
});
