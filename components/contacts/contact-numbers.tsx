"use client";

import { Mail, PhoneOff, PhoneOutgoing } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Route } from "next";
import Link from "next/link";
import { useDial } from "@/components/dial/use-dial";
import { useMay, useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { DialNumber, PhoneButton } from "@/components/ui/phone-number";
import type { ContactDetail } from "@/lib/contacts/schema";

/** How the person is reached. */
export function ContactNumbers({ contact }: { contact: ContactDetail }) {
  const t = useTranslations("contacts.card");
  const { id, numbers, email, sharesNumberWith } = contact;
  return (
    <Card aria-label={t("reach")}>
      <CardBody className="grid gap-2">
        {numbers.length === 0 && email === null && <p className="text-ink-muted">{t("noNumbers")}</p>}
        {numbers.length > 0 && (
          <ul className="grid gap-1.5">
            {numbers.map((own) => (
              <NumberRow
                key={own.number}
                own={own}
                contactId={id}
                mayBeCalled={contact.doNotCallAt === null && !own.doNotCall}
              />
            ))}
          </ul>
        )}
        {email && (
          <a
            href={`mailto:${email}`}
            className="inline-flex min-h-8 items-center gap-2 justify-self-start break-all underline-offset-2 hover:underline"
          >
            <Mail aria-hidden="true" className="size-4 shrink-0 text-ink-muted" />
            {email}
          </a>
        )}
        {sharesNumberWith.length > 0 && (
          <p className="text-sm text-ink-muted">
            {t("sharesNumber")}{" "}
            {sharesNumberWith.map((other, index) => (
              <span key={other.id}>
                {index > 0 && ", "}
                <Link
                  href={`/contacts/${other.id}` as Route}
                  className="text-ink underline underline-offset-2"
                >
                  {other.name}
                </Link>
              </span>
            ))}
          </p>
        )}
      </CardBody>
    </Card>
  );
}

type NumberRowProps = {
  own: ContactDetail["numbers"][number];
  contactId: string;
  mayBeCalled: boolean;
};

function NumberRow({ own, contactId, mayBeCalled }: NumberRowProps) {
  const t = useTranslations("contacts");
  const { tenant } = useSession();
  const dial = useDial();
  const mayDial = useMay("operator") && mayBeCalled;
  const call = (number: string) => dial(number, { contactId });
  return (
    <li className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
      <DialNumber value={mayDial ? call : undefined}>
        <PhoneButton number={own.number} country={tenant.country} className="mx-0 -ml-2 font-medium" />
      </DialNumber>
      {own.label && <span className="text-sm text-ink-muted">{own.label}</span>}
      {own.doNotCall && (
        <span className="inline-flex items-center gap-1 text-xs text-failed">
          <PhoneOff aria-hidden="true" className="size-3.5" />
          {t("doNotCall.number")}
        </span>
      )}
      {mayDial && (
        <Button size="sm" className="ml-auto" onClick={() => call(own.number)}>
          <PhoneOutgoing aria-hidden="true" />
          {t("card.call")}
        </Button>
      )}
    </li>
  );
}
