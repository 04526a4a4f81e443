"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { usePathname, useSearchParams } from "next/navigation";
import { LoadError } from "@/components/frame/load-error";
import { useSession } from "@/components/frame/session-context";
import { useLeaving } from "@/components/frame/use-finish";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Loading, SkeletonRows } from "@/components/ui/skeleton";
import { MessageCard } from "./message-card";
import { messageQueries, type MessageState } from "./message-queries";

const STATES: readonly MessageState[] = ["open", "done"];

/** Whom must I call back, by when? */
export function MessageList() {
  const t = useTranslations("messages");
  const [state, setState] = useMessageState();
  return (
    <div className="grid max-w-4xl content-start gap-4">
      <PageHeader title={t("title")} description={t("description")} />
      <fieldset aria-label={t("stateLabel")} className="flex gap-1">
        {STATES.map((choice) => (
          <Button
            key={choice}
            variant={choice === state ? "secondary" : "ghost"}
            aria-pressed={choice === state}
            onClick={() => setState(choice)}
          >
            {t(`state.${choice}`)}
          </Button>
        ))}
      </fieldset>
      <MessageRows key={state} state={state} />
    </div>
  );
}

/** The address says which list is shown. */
function useMessageState(): [MessageState, (state: MessageState) => void] {
  const path = usePathname();
  const state = useSearchParams().get("state") === "done" ? "done" : "open";
  const setState = (next: MessageState) =>
    // Not the router: the page is the same, so the server need not draw it again.
    window.history.replaceState(null, "", next === "done" ? `${path}?state=done` : path);
  return [state, setState];
}

function MessageRows({ state }: { state: MessageState }) {
  const t = useTranslations("messages");
  const pages = useInfiniteQuery(messageQueries.list(useSession().tenant.id, state));
  const leaving = useLeaving("messages");
  if (pages.isPending) {
    return (
      <Loading>
        <SkeletonRows rows={6} />
      </Loading>
    );
  }
  if (pages.isError) return <LoadError error={pages.error} onRetry={() => void pages.refetch()} />;
  const shown = pages.data.pages.flatMap((page) => page.data).filter(({ id }) => !leaving.includes(id));
  if (shown.length === 0 && !pages.hasNextPage) {
    return <EmptyState title={t(`empty.${state}.title`)}>{t(`empty.${state}.body`)}</EmptyState>;
  }
  return (
    <div className="grid gap-3">
      <ul aria-label={t(`state.${state}`)} className="grid gap-2">
        {shown.map((message) => (
          <MessageCard key={message.id} message={message} />
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button
          className="justify-self-center"
          busy={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {t("more")}
        </Button>
      )}
    </div>
  );
}
