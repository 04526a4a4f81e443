import { and, eq } from "drizzle-orm";
import { agents } from "../schema/agents";
import { calls } from "../schema/calls";
import { contacts } from "../schema/contacts";

/** A call with the people in it, for a select from `calls` that joins them. */
export const callColumns = {
  call: calls,
  agent: { id: agents.id, name: agents.name },
  contact: { id: contacts.id, name: contacts.name },
};
export const agentOfCall = and(eq(agents.tenantId, calls.tenantId), eq(agents.id, calls.agentId));
export const contactOfCall = and(eq(contacts.tenantId, calls.tenantId), eq(contacts.id, calls.contactId));
