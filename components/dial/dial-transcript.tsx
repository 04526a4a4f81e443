"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { callQueries } from "@/components/calls/call-queries";
import { useSession } from "@/components/frame/session-context";
import { cn } from "@/components/ui/class-names";

const SHOWN = 4;

/** The last sentences of the call, and the one being said. */
export function DialTranscript({ callId, isLive }: { callId: string; isLive: boolean }) {
  const t = useTranslations("dial.progress");
  const tRole = useTranslations("dial.role");
  const { tenant } = useSession();
  const turns = useQuery(callQueries.turns(tenant.id, callId));
  const tentative = useQuery(callQueries.tentative(tenant.id, callId)).data;
  const said = turns.data?.filter((turn) => turn.role !== "tool" && turn.text !== "") ?? [];
  if (said.length === 0 && !tentative) {
    return isLive ? (
      <p className="rounded-lg border border-dashed p-3 text-ink-muted">{t("listening")}</p>
    ) : null;
  }
  return (
    <ol aria-label={t("transcript")} className="grid gap-2 rounded-lg border p-3">
      {said.slice(-SHOWN).map((turn) => (
        <li key={turn.position} className={cn(turn.role === "caller" && "text-right")}>
          <span className="block text-xs text-ink-muted">
            {tRole(turn.role === "caller" ? "person" : "agent")}
          </span>
          {turn.text}
        </li>
      ))}
      {tentative && (
        <li className="text-right text-ink-muted italic">
          <span className="block text-xs not-italic">{tRole("person")}</span>
          {tentative}
        </li>
      )}
    </ol>
  );
}
