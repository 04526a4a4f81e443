import { contactQueries, PAGE_SIZE } from "@/components/contacts/contact-queries";
import { ContactsSplit } from "@/components/contacts/contacts-split";
import { listContacts, listTags } from "@/lib/contacts/list-contacts";
import { answer, Prefetched } from "../../prefetch";

/** Of the whole list: a layout is not told what the address filters by, and a filtered list is asked for by the browser. */
export default function ContactsLayout({ children }: LayoutProps<"/contacts">) {
  return (
    <Prefetched
      ask={({ tenant, scope }) => [
        answer(contactQueries.list(tenant.id, {}), () => listContacts(scope, {}, { limit: PAGE_SIZE })),
        answer(contactQueries.tags(tenant.id), () => listTags(scope)),
      ]}
    >
      <ContactsSplit>{children}</ContactsSplit>
    </Prefetched>
  );
}
