import type { Scope } from "@/db/client";
import { notifyTenant } from "@/db/queries/calls";
import type { ContactRow } from "@/db/queries/contact-columns";
import { emitEvent } from "@/lib/outgoing/emit-event";
import { contactTold } from "./schema";

type ContactEvent = "contact.created" | "contact.updated" | "contact.merged" | "contact.do_not_call";

/** The news of a contact for open screens and the business's own systems; inside the transaction of the deed. */
export async function tellContact(
  scope: Scope,
  event: ContactEvent,
  contact: ContactRow,
  more: Record<string, unknown> = {},
): Promise<void> {
  await emitEvent(scope, event, { ...contactTold.parse(contact), ...more });
  await notifyTenant(scope, { type: "contacts" });
}
