"use client";

import { useTranslations } from "next-intl";
import type { Route } from "next";
import Link from "next/link";
import { Instant } from "@/components/calls/instant";
import { useSession } from "@/components/frame/session-context";
import { cn } from "@/components/ui/class-names";
import { PhoneNumber } from "@/components/ui/phone-number";
import { TableCell, TableHead, TableRow } from "@/components/ui/table";
import type { MessageView } from "@/lib/messages/schema";
import { MessageDue } from "./message-due";
import { MessageKindLabel } from "./message-kind";
import { gistOf, namelessWord } from "./message-words";

type MessageTableProps = {
  /** Of the table, for who cannot see which tab is chosen. */
  label: string;
  messages: readonly MessageView[];
  openId: string | undefined;
  /** Of the list's address, kept when a message is opened. */
  search: string;
};

/** All columns where the list has the room, three lines a message where it has not. */
export function MessageTable({ label, messages, ...row }: MessageTableProps) {
  const t = useTranslations("messages");
  const areDone = messages.every(({ doneAt }) => doneAt !== null);
  return (
    <div className="overflow-clip rounded-lg border bg-surface">
      <table aria-label={label} className="w-full border-separate border-spacing-0 text-left">
        <thead className="sticky top-0 z-10 max-md:top-14">
          <tr className="[&>th]:bg-surface">
            <TableHead>{t("columns.who")}</TableHead>
            <TableHead className="hidden @3xl:table-cell">{t("columns.taken")}</TableHead>
            <TableHead className="hidden @3xl:table-cell">{t("columns.advisor")}</TableHead>
            <TableHead className="hidden @2xl:table-cell">
              {areDone ? t("status.done") : t("columns.due")}
            </TableHead>
          </tr>
        </thead>
        <tbody>
          {messages.map((message) => (
            <MessageRow key={message.id} message={message} {...row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type MessageRowProps = Omit<MessageTableProps, "messages" | "label"> & { message: MessageView };

function MessageRow({ message, openId, search }: MessageRowProps) {
  const t = useTranslations("messages");
  const { tenant } = useSession();
  const { id, contact, name, number, kind, takenAt, advisor, transcriptState } = message;
  const open = id === openId;
  const who = contact?.name ?? name;
  const gist = gistOf(message) ?? (transcriptState ? t(`transcript.${transcriptState}`) : "");
  return (
    <TableRow
      data-testid="message-row"
      data-message-id={id}
      className={cn("relative", open && "bg-accent-soft hover:bg-accent-soft")}
    >
      <TableCell className="w-full max-w-0 py-1.5">
        <p className="flex items-baseline gap-2">
          <Link
            data-row-link
            href={`/messages/${id}${search && `?${search}`}` as Route}
            aria-current={open ? "true" : undefined}
            className="truncate font-medium after:absolute after:inset-0 after:rounded-sm focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
          >
            {who ??
              (number ? <PhoneNumber number={number} country={tenant.country} /> : t(namelessWord(kind)))}
          </Link>
          {who && number && (
            <PhoneNumber
              number={number}
              country={tenant.country}
              className="text-sm text-ink-muted @max-xl:hidden"
            />
          )}
        </p>
        <p className="truncate text-sm">
          <MessageKindLabel kind={kind} className="mr-2 align-bottom text-ink-muted" />
          {gist}
        </p>
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-ink-muted @3xl:hidden">
          <span>
            <Instant at={takenAt} />
            {advisor && ` · ${advisor.name}`}
          </span>
          <span className="@2xl:hidden">
            <DueOrDone message={message} />
          </span>
        </div>
      </TableCell>
      <TableCell className="hidden @3xl:table-cell">
        <Instant at={takenAt} />
      </TableCell>
      <TableCell className="hidden max-w-40 truncate @3xl:table-cell">{advisor?.name ?? "–"}</TableCell>
      <TableCell className="hidden max-w-80 truncate @2xl:table-cell">
        <DueOrDone message={message} isNamed />
      </TableCell>
    </TableRow>
  );
}

function DueOrDone({ message, isNamed = false }: { message: MessageView; isNamed?: boolean }) {
  const { doneAt, doneBy, dueAt, isUrgent } = message;
  const t = useTranslations("messages");
  if (!doneAt) return <MessageDue dueAt={dueAt} isUrgent={isUrgent} isNamed={isNamed} />;
  return (
    <span className="text-sm text-ink-muted">
      {isNamed ? doneBy && `${doneBy}, ` : `${doneBy ? t("doneBy", { name: doneBy }) : t("doneAt")} `}
      <Instant at={doneAt} />
    </span>
  );
}
