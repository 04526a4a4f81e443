"use client";

import { useTranslations } from "next-intl";
import { Fragment } from "react";
import { usePlace } from "@/components/frame/place";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { ContactDetail } from "@/lib/contacts/schema";
import { formatDate, formatDateTime } from "@/lib/format";

export function ContactFacts({ contact }: { contact: ContactDetail }) {
  const t = useTranslations("contacts.card");
  const tForm = useTranslations("contacts.form");
  const tLanguage = useTranslations("agents.language");
  const place = usePlace();
  const { dateOfBirth, language, timeZone, externalId, variables } = contact;
  const facts: [string, string | null][] = [
    [
      tForm("dateOfBirth"),
      dateOfBirth &&
        formatDate(new Date(`${dateOfBirth}T12:00:00Z`), { locale: place.locale, timeZone: "UTC" }),
    ],
    [tForm("language"), language && tLanguage(language)],
    [tForm("timeZone"), timeZone],
    [tForm("externalId"), externalId],
    ...Object.entries(variables).map(([name, value]): [string, string] => [`{{${name}}}`, value]),
    [t("created"), formatDateTime(contact.createdAt, place)],
    [t("updated"), formatDateTime(contact.updatedAt, place)],
  ];
  return (
    <Card>
      <CardHeader title={t("facts")} />
      <CardBody>
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
          {facts.map(
            ([name, value]) =>
              value && (
                <Fragment key={name}>
                  <dt
                    className={name.startsWith("{{") ? "font-mono text-sm text-ink-muted" : "text-ink-muted"}
                  >
                    {name}
                  </dt>
                  <dd className="min-w-0 break-words tabular-nums">{value}</dd>
                </Fragment>
              ),
          )}
        </dl>
      </CardBody>
    </Card>
  );
}
