"use client";

import { ContactRound } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Route } from "next";
import Link from "next/link";
import { AttentionBadge } from "@/components/attention/attention-badge";
import { useSession } from "@/components/frame/session-context";
import { cn } from "@/components/ui/class-names";
import { PhoneNumber } from "@/components/ui/phone-number";
import { TableCell, TableHead, TableRow } from "@/components/ui/table";
import type { CallView } from "@/lib/calls/schema";
import { CallDuration } from "./call-duration";
import { CallStatusBadge } from "./call-status-badge";
import { otherParty } from "./call-words";
import { DirectionIcon } from "./direction-icon";
import { Highlighted } from "./highlighted";
import { Instant } from "./instant";

type CallTableProps = {
  calls: readonly CallView[];
  openId: string | undefined;
  query: string | undefined;
  /** Of the list's address, kept when a call is opened. */
  search: string;
};

/** All columns where the list has the room, two lines a call where it has not. */
export function CallTable({ calls, ...row }: CallTableProps) {
  const t = useTranslations("calls");
  const wide = "hidden @2xl:table-cell";
  return (
    <div className="overflow-clip rounded-lg border bg-surface">
      <table aria-label={t("list")} className="w-full border-separate border-spacing-0 text-left">
        <thead className="sticky top-0 z-10 max-md:top-14">
          <tr className="[&>th]:bg-surface">
            <TableHead>{t("columns.who")}</TableHead>
            <TableHead className={wide}>{t("columns.when")}</TableHead>
            <TableHead className="hidden @4xl:table-cell">{t("columns.agent")}</TableHead>
            <TableHead className="@max-2xl:text-right">{t("columns.state")}</TableHead>
            <TableHead className={wide}>{t("columns.outcome")}</TableHead>
            <TableHead className={cn(wide, "text-right")}>{t("columns.duration")}</TableHead>
          </tr>
        </thead>
        <tbody>
          {calls.map((call) => (
            <CallRow key={call.id} call={call} {...row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type CallRowProps = Omit<CallTableProps, "calls"> & { call: CallView };

function CallRow({ call, openId, query, search }: CallRowProps) {
  const t = useTranslations("calls");
  const { tenant } = useSession();
  const open = call.id === openId;
  const name = call.contact?.name ?? call.contactName;
  const outcome = call.outcome && t(`outcome.${call.outcome}`);
  return (
    <TableRow
      data-testid="call-row"
      data-call-id={call.id}
      className={cn("relative", open && "bg-accent-soft hover:bg-accent-soft")}
    >
      <TableCell className="w-full max-w-0 py-1.5">
        <div className="flex items-center gap-2.5">
          <DirectionIcon direction={call.direction} />
          <div className="min-w-0">
            <Link
              data-row-link
              href={search ? `/calls/${call.id}?${search}` : `/calls/${call.id}`}
              aria-current={open ? "true" : undefined}
              className="font-medium after:absolute after:inset-0 after:rounded-sm focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
            >
              {name && <span className="mr-1">{name}</span>}{" "}
              <PhoneNumber
                number={otherParty(call)}
                country={tenant.country}
                className={name ? "font-normal text-ink-muted @max-2xl:hidden" : ""}
              />
            </Link>
            {call.contact && (
              <Link
                href={`/contacts/${call.contact.id}` as Route}
                className="relative z-1 ml-2 inline-flex align-middle text-ink-muted hover:text-ink @max-2xl:hidden"
              >
                <ContactRound aria-hidden="true" className="size-4" />
                <span className="sr-only">{t("openContact", { name: call.contact.name })}</span>
              </Link>
            )}
            {call.attentionReason && !call.attentionDoneAt && (
              <p>
                <AttentionBadge reason={call.attentionReason} />
              </p>
            )}
            {(call.answeredBy === "machine" || call.answeredBy === "fax") && (
              <p className="truncate text-sm text-ink-muted">{t(`answeredBy.${call.answeredBy}`)}</p>
            )}
            {!call.title && call.purpose && (
              <p className="truncate text-sm text-ink-muted">{t(`purpose.${call.purpose}`)}</p>
            )}
            {call.title && (
              <p className="truncate text-sm text-ink-muted">
                <Highlighted text={call.title} query={query} />
              </p>
            )}
            <p className="truncate text-sm text-ink-muted @2xl:hidden">
              <Instant at={call.startedAt} />
              {call.agent && ` · ${call.agent.name}`}
            </p>
          </div>
        </div>
      </TableCell>
      <TableCell className="hidden @2xl:table-cell">
        <Instant at={call.startedAt} />
      </TableCell>
      <TableCell className="hidden max-w-40 truncate @4xl:table-cell">{call.agent?.name ?? "–"}</TableCell>
      <TableCell className="@max-2xl:text-right">
        <CallStatusBadge status={call.status} />
        <p className="text-sm text-ink-muted @2xl:hidden">
          <CallDuration call={call} />
        </p>
      </TableCell>
      <TableCell className="hidden whitespace-nowrap @2xl:table-cell">
        {outcome ?? "–"}
        {call.qualificationScore !== null && (
          <p className="text-sm text-ink-muted tabular-nums">
            {t("score", { score: call.qualificationScore })}
          </p>
        )}
      </TableCell>
      <TableCell className="hidden text-right @2xl:table-cell">
        <CallDuration call={call} />
      </TableCell>
    </TableRow>
  );
}
