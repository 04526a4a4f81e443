"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { callQueries } from "@/components/calls/call-queries";
import { useSession } from "@/components/frame/session-context";
import type { CallView } from "@/lib/calls/schema";
import type { TurnRole } from "@/lib/vocabulary";

/** What was said last on a running call, or is being said. */
export function LastSentence({ call }: { call: Pick<CallView, "id" | "direction"> }) {
  const t = useTranslations("today.live");
  const tRole = useTranslations("calls.role");
  const tDial = useTranslations("dial.role");
  const callId = call.id;
  // Who was called did not call.
  const nameOf = (role: TurnRole) =>
    role === "caller" && call.direction === "outbound" ? tDial("person") : tRole(role);
  const { tenant } = useSession();
  const turns = useQuery(callQueries.turns(tenant.id, callId));
  const tentative = useQuery(callQueries.tentative(tenant.id, callId)).data;
  const last = turns.data?.findLast((turn) => turn.role !== "tool" && turn.text !== "");
  if (tentative) {
    return (
      <span className="text-ink-muted italic">
        {nameOf("caller")}: {tentative}
      </span>
    );
  }
  if (turns.isPending) return "\u00a0";
  if (!last) return <span className="text-ink-muted">{t("listening")}</span>;
  return (
    <span>
      <span className="text-ink-muted">{nameOf(last.role)}: </span>
      {last.text}
    </span>
  );
}
