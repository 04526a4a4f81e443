"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { BackToList } from "@/components/frame/back-to-list";
import { LoadError } from "@/components/frame/load-error";
import { useSession } from "@/components/frame/session-context";
import { EmptyState } from "@/components/ui/empty-state";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { ApiError } from "@/lib/api-client";
import { MessageDeeds } from "./message-deeds";
import { MessageHeader } from "./message-header";
import { MessageNotes } from "./message-notes";
import { MessageNotices } from "./message-notices";
import { messageQueries } from "./message-queries";
import { MessageText } from "./message-text";

/** Everything about one message or task, and all that can be done about it. */
export function MessageDetail({ messageId }: { messageId: string }) {
  const t = useTranslations("messages");
  const { tenant } = useSession();
  const message = useQuery(messageQueries.detail(tenant.id, messageId));
  return (
    <article
      aria-label={t("detail")}
      data-testid="message-detail"
      className="relative grid content-start gap-4"
    >
      <BackToList path="/messages" words={{ back: t("back"), close: t("close") }} />
      {message.isPending && (
        <Loading>
          <div className="grid gap-4">
            <Skeleton className="h-7 w-64" />
            <Skeleton className="h-32" />
            <Skeleton className="h-40" />
          </div>
        </Loading>
      )}
      {message.isError &&
        (message.error instanceof ApiError && message.error.status === 404 ? (
          <EmptyState title={t("notFound")} />
        ) : (
          <LoadError error={message.error} onRetry={() => void message.refetch()} />
        ))}
      {message.data && (
        <>
          <MessageHeader message={message.data} />
          <MessageText message={message.data} />
          <MessageDeeds message={message.data} />
          <MessageNotes message={message.data} />
          <MessageNotices messageId={messageId} />
        </>
      )}
    </article>
  );
}
