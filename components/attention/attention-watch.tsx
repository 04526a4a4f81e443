"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { Route } from "next";
import { usePathname, useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { toast } from "sonner";
import { useSession } from "@/components/frame/session-context";
import type { WaitingCallView } from "@/lib/safety/schema";
import { ATTENTION_REASONS } from "@/lib/vocabulary";
import { attentionQueries } from "./attention-queries";

/** Says on every page that a call needs a person, once for each; an emergency stays until somebody looks at it. */
export function AttentionWatch() {
  const path = usePathname();
  const { data: calls } = useQuery(attentionQueries.waiting(useSession().tenant.id));
  const tell = useTell();
  const known = useRef<ReadonlySet<string> | undefined>(undefined);
  useEffect(() => {
    if (!calls) return;
    const before = known.current;
    known.current = new Set(calls.map(keyOf));
    if (!before) return;
    for (const key of before) if (!known.current.has(key)) toast.dismiss(key);
    for (const call of calls) if (!before.has(keyOf(call)) && pathOf(call.id) !== path) tell(call);
  }, [calls, path, tell]);
  useEffect(() => {
    const id = /^\/calls\/([^/]+)$/.exec(path)?.[1];
    if (!id) return;
    for (const attentionReason of ATTENTION_REASONS) toast.dismiss(keyOf({ id, attentionReason }));
  }, [path]);
  return null;
}

function useTell(): (call: WaitingCallView) => void {
  const t = useTranslations("attention");
  const router = useRouter();
  return (call) => {
    const { id, attentionReason, words } = call;
    const isEmergency = attentionReason === "medical_emergency";
    const news = isEmergency ? toast.error : toast.warning;
    news(t(`reason.${attentionReason}`), {
      id: keyOf(call),
      description: t("said", { words }),
      action: { label: t("open"), onClick: () => router.push(`/calls/${id}` as Route) },
      ...(isEmergency ? { duration: Number.POSITIVE_INFINITY } : {}),
    });
  };
}

const pathOf = (callId: string) => `/calls/${callId}`;

/** A call that was a question and becomes an emergency is news again. */
function keyOf({ id, attentionReason }: Pick<WaitingCallView, "id" | "attentionReason">): string {
  return `${id} ${attentionReason}`;
}
