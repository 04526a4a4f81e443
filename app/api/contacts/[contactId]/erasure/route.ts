import { countErasure } from "@/lib/contacts/get-contact";
import { contactParams, erasure } from "@/lib/contacts/schema";
import { route } from "@/lib/http/route";

export const GET = route({
  summary: "How much would be erased with a contact",
  role: "viewer",
  apiScope: "contacts:read",
  params: contactParams,
  output: erasure,
  handler: ({ scope, params }) => countErasure(scope, params.contactId),
});
