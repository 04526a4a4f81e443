"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { BackToList } from "@/components/frame/back-to-list";
import { LoadError } from "@/components/frame/load-error";
import { useSession } from "@/components/frame/session-context";
import { EmptyState } from "@/components/ui/empty-state";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { ApiError } from "@/lib/api-client";
import type { ContactDetail } from "@/lib/contacts/schema";
import { ConsentLedger } from "./consent-ledger";
import { ContactAppointments } from "./contact-appointments";
import { ContactCalls } from "./contact-calls";
import { ContactFacts } from "./contact-facts";
import { ContactHeader } from "./contact-header";
import { ContactMessages } from "./contact-messages";
import { ContactNotes } from "./contact-notes";
import { ContactNumbers } from "./contact-numbers";
import { contactQueries } from "./contact-queries";
import { DoNotCallNotice } from "./do-not-call-notice";

/** Everything about one person. */
export function ContactCard({ contactId }: { contactId: string }) {
  const t = useTranslations("contacts.card");
  const { tenant } = useSession();
  const contact = useQuery(contactQueries.detail(tenant.id, contactId));
  return (
    <article aria-label={t("title")} className="relative grid content-start gap-4">
      <BackToList path="/contacts" words={{ back: t("back"), close: t("close") }} />
      {contact.isPending && <CardSkeleton />}
      {contact.isError &&
        (contact.error instanceof ApiError && contact.error.status === 404 ? (
          <EmptyState title={t("notFound")} />
        ) : (
          <LoadError error={contact.error} onRetry={() => void contact.refetch()} />
        ))}
      {contact.data && <CardBody contact={contact.data} />}
    </article>
  );
}

function CardBody({ contact }: { contact: ContactDetail }) {
  return (
    <>
      <ContactHeader contact={contact} />
      <DoNotCallNotice contact={contact} />
      <ContactNumbers contact={contact} />
      <ContactNotes contactId={contact.id} notes={contact.notes} />
      <ContactAppointments contactId={contact.id} />
      <ContactCalls contactId={contact.id} />
      <ContactMessages contactId={contact.id} />
      <ContactFacts contact={contact} />
      <ConsentLedger contactId={contact.id} />
    </>
  );
}

function CardSkeleton() {
  return (
    <Loading>
      <div className="grid gap-4">
        <Skeleton className="h-7 w-64" />
        <Skeleton className="h-24" />
        <Skeleton className="h-32" />
        <Skeleton className="h-40" />
      </div>
    </Loading>
  );
}
