"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Instant } from "@/components/calls/instant";
import { useMay, useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { CallView } from "@/lib/calls/schema";
import { attentionQueries } from "./attention-queries";
import { FinishButton } from "./finish-button";
import { useFinishAttention } from "./use-finish-attention";

/** On the page of a call: why it needs a person, or who has seen to it. */
export function AttentionNotice({ call }: { call: CallView }) {
  const t = useTranslations("attention");
  const { tenant } = useSession();
  const reason = call.attentionReason;
  const { data } = useQuery({
    ...attentionQueries.ofCall(tenant.id, call.id),
    enabled: reason !== null,
  });
  if (reason === null) return null;
  const isDone = call.attentionDoneAt !== null;
  const tone = isDone ? "good" : reason === "medical_emergency" ? "failed" : "waiting";
  return (
    <div data-testid="attention-notice" aria-live="polite">
      <Notice
        tone={tone}
        title={t(`reason.${reason}`)}
        action={isDone ? <ReopenButton callId={call.id} /> : <FinishButton callId={call.id} />}
      >
        <div className="grid gap-1">
          {data && <p>{t("said", { words: data.words })}</p>}
          {!isDone && <p>{t(`what.${reason}`)}</p>}
          {call.attentionDoneAt && (
            <p className="text-ink-muted">
              {data?.attentionDoneBy ? t("doneBy", { name: data.attentionDoneBy }) : t("doneAt")}{" "}
              <Instant at={call.attentionDoneAt} />
            </p>
          )}
        </div>
      </Notice>
    </div>
  );
}

function ReopenButton({ callId }: { callId: string }) {
  const t = useTranslations("attention");
  const finish = useFinishAttention();
  if (!useMay("operator")) return null;
  return (
    <Button size="sm" busy={finish.isPending} onClick={() => finish.mutate({ id: callId, done: false })}>
      {t("markOpen")}
    </Button>
  );
}
