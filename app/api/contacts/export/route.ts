import { exportContacts } from "@/lib/contacts/export-contacts";
import { contactFilters } from "@/lib/contacts/schema";
import { csvResponse } from "@/lib/http/csv";
import { route } from "@/lib/http/route";

export const GET = route({
  summary: "The filtered contacts as CSV",
  role: "viewer",
  apiScope: "contacts:read",
  query: contactFilters,
  file: "text/csv",
  handler: async ({ scope, query }) => csvResponse("contacts.csv", exportContacts(scope, query)),
});
