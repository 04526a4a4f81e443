import { z } from "zod";
import { addConsent, listConsents } from "@/lib/contacts/consents";
import { consentInput, consentView, contactParams } from "@/lib/contacts/schema";
import { route } from "@/lib/http/route";

export const GET = route({
  summary: "What a contact agreed to or refused, newest first",
  role: "viewer",
  apiScope: "contacts:read",
  params: contactParams,
  output: z.array(consentView),
  handler: ({ scope, params }) => listConsents(scope, params.contactId),
});

export const POST = route({
  summary: "Put a decision of a contact on record",
  role: "operator",
  apiScope: "contacts:write",
  params: contactParams,
  body: consentInput,
  output: consentView,
  status: 201,
  handler: ({ scope, params, body }) => addConsent(scope, params.contactId, body),
});
