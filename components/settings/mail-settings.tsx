"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { LoadError } from "@/components/frame/load-error";
import { useSession } from "@/components/frame/session-context";
import { noticeQueries } from "@/components/messages/notice-queries";
import { Loading, SkeletonRows } from "@/components/ui/skeleton";
import type { NoticeState } from "@/lib/messages/schema";
import { MailFailures } from "./mail-failures";
import { MailState } from "./mail-state";
import { MailUnassigned } from "./mail-unassigned";

/** Who hears of a message outside the dashboard, and do they? */
export function MailSettings() {
  const t = useTranslations("notices");
  return (
    <section aria-labelledby="notices-title" className="grid max-w-3xl gap-4">
      <div className="grid max-w-2xl gap-0.5">
        <h2 id="notices-title" className="text-lg font-semibold">
          {t("title")}
        </h2>
        <p className="text-ink-muted">{t("description")}</p>
      </div>
      <MailUnassigned />
      <StateCards />
    </section>
  );
}

function StateCards() {
  const t = useTranslations("notices");
  const state = useQuery(noticeQueries.state(useSession().tenant.id));
  if (state.isPending) {
    return (
      <Loading>
        <SkeletonRows rows={4} />
      </Loading>
    );
  }
  if (state.isError) {
    return <LoadError title={t("loadFailed")} error={state.error} onRetry={() => void state.refetch()} />;
  }
  const { mailFrom, failures }: NoticeState = state.data;
  return (
    <>
      <MailState mailFrom={mailFrom} />
      <MailFailures failures={failures} />
    </>
  );
}
