"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { LoadError } from "@/components/frame/load-error";
import { useSession } from "@/components/frame/session-context";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Loading, SkeletonRows } from "@/components/ui/skeleton";
import { NoticeLine } from "./notice-line";
import { noticeQueries } from "./notice-queries";

/** Who was told of a message outside the dashboard, and whether it reached them. */
export function MessageNotices({ messageId }: { messageId: string }) {
  const t = useTranslations("notices");
  const titleId = useId();
  return (
    <Card aria-labelledby={titleId}>
      <CardHeader title={t("of.title")} titleId={titleId} />
      <CardBody>
        <NoticeRows messageId={messageId} titleId={titleId} />
      </CardBody>
    </Card>
  );
}

function NoticeRows({ messageId, titleId }: { messageId: string; titleId: string }) {
  const t = useTranslations("notices");
  const notices = useQuery(noticeQueries.of(useSession().tenant.id, messageId));
  if (notices.isPending) {
    return (
      <Loading>
        <SkeletonRows rows={1} />
      </Loading>
    );
  }
  if (notices.isError) {
    return <LoadError title={t("loadFailed")} error={notices.error} onRetry={() => void notices.refetch()} />;
  }
  if (notices.data.length === 0) return <p className="text-ink-muted">{t("of.none")}</p>;
  return (
    <ul aria-labelledby={titleId} className="grid gap-3">
      {notices.data.map((notice) => (
        <NoticeLine key={notice.id} notice={notice} />
      ))}
    </ul>
  );
}
