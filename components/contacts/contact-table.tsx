"use client";

import { PhoneOff } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Route } from "next";
import Link from "next/link";
import { useSession } from "@/components/frame/session-context";
import { cn } from "@/components/ui/class-names";
import { PhoneNumber } from "@/components/ui/phone-number";
import { TableCell, TableHead, TableRow } from "@/components/ui/table";
import type { ContactView } from "@/lib/contacts/schema";
import { TagList } from "./tag-list";

type ContactTableProps = {
  contacts: readonly ContactView[];
  openId: string | undefined;
  /** Of the list's address, kept when a contact is opened. */
  search: string;
};

/** All columns where the list has the room, two lines a contact where it has not. */
export function ContactTable({ contacts, ...row }: ContactTableProps) {
  const t = useTranslations("contacts");
  return (
    <div className="overflow-clip rounded-lg border bg-surface">
      <table aria-label={t("list")} className="w-full border-separate border-spacing-0 text-left">
        <thead className="sticky top-0 z-10 max-md:top-14">
          <tr className="[&>th]:bg-surface">
            <TableHead>{t("columns.name")}</TableHead>
            <TableHead className="hidden @xl:table-cell">{t("columns.number")}</TableHead>
            <TableHead className="hidden @3xl:table-cell">{t("columns.email")}</TableHead>
            <TableHead className="hidden @2xl:table-cell">{t("columns.tags")}</TableHead>
          </tr>
        </thead>
        <tbody>
          {contacts.map((contact) => (
            <ContactRow key={contact.id} contact={contact} {...row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type ContactRowProps = Omit<ContactTableProps, "contacts"> & { contact: ContactView };

function ContactRow({ contact, openId, search }: ContactRowProps) {
  const t = useTranslations("contacts");
  const { tenant } = useSession();
  const open = contact.id === openId;
  const [first, ...others] = contact.numbers;
  const number = first && (
    <>
      <PhoneNumber number={first.number} country={tenant.country} />
      {others.length > 0 && (
        <span className="ml-1.5 text-ink-muted">{t("moreNumbers", { count: others.length })}</span>
      )}
    </>
  );
  return (
    <TableRow
      data-testid="contact-row"
      className={cn("relative", open && "bg-accent-soft hover:bg-accent-soft")}
    >
      <TableCell className="w-full max-w-0 py-1.5">
        <div className="flex items-center gap-2">
          <Link
            data-row-link
            href={`/contacts/${contact.id}${search && `?${search}`}` as Route}
            aria-current={open ? "true" : undefined}
            className="truncate font-medium after:absolute after:inset-0 after:rounded-sm focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
          >
            {contact.name}
          </Link>
          {contact.doNotCallAt && (
            <span className="inline-flex items-center gap-1 text-xs whitespace-nowrap text-failed">
              <PhoneOff aria-hidden="true" className="size-3.5" />
              {t("doNotCall.short")}
            </span>
          )}
        </div>
        <p className="truncate text-sm text-ink-muted">
          {t(`kind.${contact.kind}`)}
          {number && <span className="@xl:hidden"> · {number}</span>}
        </p>
      </TableCell>
      <TableCell className="hidden whitespace-nowrap @xl:table-cell">{number ?? "–"}</TableCell>
      <TableCell className="hidden max-w-56 truncate @3xl:table-cell">{contact.email ?? "–"}</TableCell>
      <TableCell className="hidden max-w-56 @2xl:table-cell">
        <TagList tags={contact.tags.slice(0, 3)} />
      </TableCell>
    </TableRow>
  );
}
