"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Route } from "next";
import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { LoadError } from "@/components/frame/load-error";
import { useSession } from "@/components/frame/session-context";
import { useShortcut } from "@/components/frame/use-shortcut";
import { buttonClasses } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
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
      <BackToList />
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

/** A way back on narrow screens, a cross beside the list on wide ones; both keep the filters. */
function BackToList() {
  const t = useTranslations("contacts.card");
  const router = useRouter();
  const search = useSearchParams().toString();
  const list = (search ? `/contacts?${search}` : "/contacts") as Route;
  useShortcut("Escape", () => router.push(list));
  return (
    <>
      <Link
        href={list}
        className={cn(buttonClasses({ variant: "ghost", size: "sm" }), "-ml-2 justify-self-start xl:hidden")}
      >
        <ChevronLeft aria-hidden="true" />
        {t("back")}
      </Link>
      <Link
        href={list}
        aria-label={t("close")}
        className={cn(
          buttonClasses({ variant: "ghost", size: "icon" }),
          "absolute top-0 right-0 z-10 max-xl:hidden",
        )}
      >
        <X aria-hidden="true" />
      </Link>
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
