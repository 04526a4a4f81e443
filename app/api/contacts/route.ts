import { z } from "zod";
import { listContacts } from "@/lib/contacts/list-contacts";
import { createContact } from "@/lib/contacts/save-contact";
import { contactDetail, contactInput, contactListQuery, contactView } from "@/lib/contacts/schema";
import { route } from "@/lib/http/route";

export const GET = route({
  summary: "Contacts, by name",
  role: "viewer",
  apiScope: "contacts:read",
  query: contactListQuery,
  output: z.array(contactView),
  paged: true,
  handler: ({ scope, query: { cursor, limit, ...filters } }) =>
    listContacts(scope, filters, { cursor, limit }),
});

export const POST = route({
  summary: "Add a contact",
  role: "operator",
  apiScope: "contacts:write",
  body: contactInput,
  output: contactDetail,
  status: 201,
  handler: ({ scope, body }) => createContact(scope, body),
});
