import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ContactCard } from "@/components/contacts/contact-card";
import { CARD_LIMIT, contactQueries } from "@/components/contacts/contact-queries";
import { listCalls } from "@/lib/calls/list-calls";
import { listConsents } from "@/lib/contacts/consents";
import { getContact } from "@/lib/contacts/get-contact";
import { contactParams } from "@/lib/contacts/schema";
import { answer, Prefetched } from "../../../prefetch";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("contacts.card");
  return { title: t("title") };
}

export default async function ContactPage({ params }: PageProps<"/contacts/[contactId]">) {
  const { contactId } = await params;
  const isId = contactParams.safeParse({ contactId }).success;
  return (
    <Prefetched
      ask={({ tenant, scope }) =>
        isId
          ? [
              answer(contactQueries.detail(tenant.id, contactId), () => getContact(scope, contactId)),
              answer(contactQueries.consents(tenant.id, contactId), () => listConsents(scope, contactId)),
              answer(contactQueries.calls(tenant.id, contactId), () =>
                listCalls(scope, { contactId }, { limit: CARD_LIMIT }),
              ),
            ]
          : []
      }
    >
      <ContactCard key={contactId} contactId={contactId} />
    </Prefetched>
  );
}
