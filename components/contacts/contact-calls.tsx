"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { Route } from "next";
import Link from "next/link";
import { CallDuration } from "@/components/calls/call-duration";
import { CallStatusBadge } from "@/components/calls/call-status-badge";
import { DirectionIcon } from "@/components/calls/direction-icon";
import { Instant } from "@/components/calls/instant";
import { useSession } from "@/components/frame/session-context";
import { buttonClasses } from "@/components/ui/button";
import type { CallView } from "@/lib/calls/schema";
import { contactQueries } from "./contact-queries";
import { ContactSection } from "./contact-section";

/** The newest calls with the person. */
export function ContactCalls({ contactId }: { contactId: string }) {
  const t = useTranslations("contacts.calls");
  const calls = useQuery(contactQueries.calls(useSession().tenant.id, contactId));
  return (
    <ContactSection
      title={t("title")}
      query={calls}
      isEmpty={({ data }) => data.length === 0}
      emptyText={t("none")}
      actions={
        calls.data?.nextCursor && (
          <Link
            href={`/calls?contactId=${contactId}` as Route}
            className={buttonClasses({ variant: "ghost", size: "sm" })}
          >
            {t("all")}
          </Link>
        )
      }
    >
      {({ data }) => (
        <ul className="-my-1.5 divide-y">
          {data.map((call) => (
            <CallRow key={call.id} call={call} />
          ))}
        </ul>
      )}
    </ContactSection>
  );
}

function CallRow({ call }: { call: CallView }) {
  const t = useTranslations("calls");
  return (
    <li className="relative flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5 hover:bg-hover">
      <DirectionIcon direction={call.direction} />
      <Link
        href={`/calls/${call.id}` as Route}
        className="min-w-0 flex-1 truncate after:absolute after:inset-0 after:rounded-sm"
      >
        <Instant at={call.startedAt} />
        {(call.title ?? call.outcome) && (
          <span className="ml-2 text-ink-muted">
            {call.outcome ? t(`outcome.${call.outcome}`) : call.title}
          </span>
        )}
      </Link>
      <span className="text-sm text-ink-muted">
        <CallDuration call={call} />
      </span>
      <CallStatusBadge status={call.status} />
    </li>
  );
}
