"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { agendaQueries } from "@/components/appointments/agenda-queries";
import { LoadError } from "@/components/frame/load-error";
import { usePlace } from "@/components/frame/place";
import { useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Loading, SkeletonRows } from "@/components/ui/skeleton";
import type { FeedView } from "@/lib/agenda/schema";
import { formatDate, formatDateTime } from "@/lib/format";
import { AgendaFeedDialog } from "./agenda-feed-dialog";
import { AgendaRemoveDialog } from "./agenda-remove-dialog";
import { AgendaSection } from "./agenda-section";
import { agendaSettingsQueries } from "./agenda-settings-queries";

/** Calendars that read the agenda: Google's, Apple's, Outlook's. */
export function AgendaFeeds() {
  const t = useTranslations("agendaSettings.feeds");
  const [creating, setCreating] = useState(false);
  const [leaving, setLeaving] = useState<FeedView>();
  return (
    <AgendaSection
      id="agenda-feeds"
      title={t("title")}
      description={t("description")}
      actions={
        <Button onClick={() => setCreating(true)}>
          <CalendarPlus aria-hidden="true" />
          {t("create")}
        </Button>
      }
    >
      <FeedList onRemove={setLeaving} />
      {creating && <AgendaFeedDialog onClose={() => setCreating(false)} />}
      {leaving && (
        <AgendaRemoveDialog
          what="calendar-feeds"
          id={leaving.id}
          words={{
            title: t("revokeTitle", { name: leaving.name }),
            deed: t("revokeDeed"),
            done: t("revoked", { name: leaving.name }),
          }}
          onClose={() => setLeaving(undefined)}
        >
          {t("revokeBody")}
        </AgendaRemoveDialog>
      )}
    </AgendaSection>
  );
}

function FeedList({ onRemove }: { onRemove: (feed: FeedView) => void }) {
  const t = useTranslations("agendaSettings.feeds");
  const feeds = useQuery(agendaSettingsQueries.feeds(useSession().tenant.id));
  if (feeds.isError) {
    return <LoadError title={t("loadFailed")} error={feeds.error} onRetry={() => void feeds.refetch()} />;
  }
  if (!feeds.data) {
    return (
      <Loading>
        <SkeletonRows rows={2} />
      </Loading>
    );
  }
  if (feeds.data.length === 0) return <EmptyState title={t("emptyTitle")}>{t("emptyBody")}</EmptyState>;
  return (
    <ul aria-label={t("title")} className="rounded-lg border bg-surface">
      {feeds.data.map((feed) => (
        <FeedRow key={feed.id} feed={feed} onRemove={() => onRemove(feed)} />
      ))}
    </ul>
  );
}

function FeedRow({ feed, onRemove }: { feed: FeedView; onRemove: () => void }) {
  const t = useTranslations("agendaSettings.feeds");
  const place = usePlace();
  const staff = useQuery(agendaQueries.staff(useSession().tenant.id));
  const { name, hint, staffId, showNames, createdBy, createdAt, lastReadAt } = feed;
  const whose =
    staffId === null ? t("everybody") : (staff.data?.find(({ id }) => id === staffId)?.name ?? "…");
  return (
    <li className="flex items-center gap-3 border-b py-2 pr-2 pl-3 last:border-b-0">
      <div className="grid min-w-0 flex-1 gap-x-4 md:grid-cols-2">
        <p className="min-w-0">
          <span className="font-medium">{name}</span>{" "}
          <span className="font-mono text-xs text-ink-muted">{hint}…</span>
          <span className="block text-sm text-ink-muted">
            {whose}
            {" · "}
            {t(showNames ? "withNames" : "withoutNames")}
          </span>
        </p>
        <p className="text-sm text-ink-muted">
          {t("by", { name: createdBy, date: formatDate(createdAt, place) })}
          <span className="block">
            {lastReadAt ? t("lastRead", { date: formatDateTime(lastReadAt, place) }) : t("neverRead")}
          </span>
        </p>
      </div>
      <Button variant="ghost" size="sm" aria-label={t("revokeOf", { name })} onClick={onRemove}>
        {t("revoke")}
      </Button>
    </li>
  );
}
