"use client";

import { useTranslations } from "next-intl";
import { Fragment, type ReactNode } from "react";
import { usePlace } from "@/components/frame/place";
import { useSession } from "@/components/frame/session-context";
import { Notice } from "@/components/ui/notice";
import { PhoneNumber } from "@/components/ui/phone-number";
import { mergedNotes, mergedNumbers, mergedTags } from "@/lib/contacts/rules";
import type { ContactDetail } from "@/lib/contacts/schema";
import { formatDate } from "@/lib/format";
import { TagList } from "./tag-list";

/** What the two become: by the same rules by which the server merges them. */
export function MergePreview({ kept, other }: { kept: ContactDetail; other: ContactDetail }) {
  const t = useTranslations("contacts.merge");
  const tForm = useTranslations("contacts.form");
  const { tenant } = useSession();
  const { locale } = usePlace();
  const dateOfBirth = kept.dateOfBirth ?? other.dateOfBirth;
  const notes = mergedNotes(kept.notes, other.notes);
  const rows: [string, ReactNode][] = [
    [tForm("name"), <KeptName key="name" kept={kept.name} other={other.name} />],
    [
      tForm("numbers"),
      <ul key="numbers">
        {mergedNumbers(kept.numbers, other.numbers).map(({ number }) => (
          <li key={number}>
            <PhoneNumber number={number} country={tenant.country} />
          </li>
        ))}
      </ul>,
    ],
    [tForm("email"), kept.email ?? other.email],
    [
      tForm("dateOfBirth"),
      dateOfBirth && formatDate(new Date(`${dateOfBirth}T12:00:00Z`), { locale, timeZone: "UTC" }),
    ],
    [tForm("externalId"), kept.externalId ?? other.externalId],
    [tForm("tags"), <TagList key="tags" tags={mergedTags(kept.tags, other.tags)} />],
    [tForm("notes"), notes && <span className="line-clamp-4 whitespace-pre-wrap">{notes}</span>],
  ];
  return (
    <div className="grid gap-3">
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 rounded-md border p-3">
        {rows.map(
          ([name, value]) =>
            value && (
              <Fragment key={name}>
                <dt className="text-ink-muted">{name}</dt>
                <dd className="min-w-0 break-words">{value}</dd>
              </Fragment>
            ),
        )}
      </dl>
      {(kept.doNotCallAt ?? other.doNotCallAt) && <Notice tone="failed">{t("doNotCallStays")}</Notice>}
      <p className="text-sm text-ink-muted">{t("everything", { kept: kept.name, other: other.name })}</p>
    </div>
  );
}

function KeptName({ kept, other }: { kept: string; other: string }) {
  return (
    <>
      <span className="font-medium">{kept}</span>
      {kept !== other && <del className="ml-2 text-ink-muted">{other}</del>}
    </>
  );
}
