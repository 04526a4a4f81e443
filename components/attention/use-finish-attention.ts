"use client";

import { useQueryClient } from "@tanstack/react-query";
import { callQueries } from "@/components/calls/call-queries";
import { useSession } from "@/components/frame/session-context";
import { useFinish } from "@/components/frame/use-finish";
import { sendJson } from "@/lib/api-client";
import { attentionView } from "@/lib/safety/schema";
import { attentionQueries } from "./attention-queries";

/** Says that a call has been seen to, or that it has not. */
export function useFinishAttention(): ReturnType<typeof useFinish> {
  const tenantId = useSession().tenant.id;
  const queries = useQueryClient();
  return useFinish({
    kind: "attention",
    send: ({ id, done }) =>
      sendJson(done ? "POST" : "DELETE", `/api/calls/${id}/attention/done`, undefined, attentionView),
    refresh: (callId) =>
      Promise.all([
        queries.invalidateQueries({ queryKey: attentionQueries.all(tenantId) }),
        queries.invalidateQueries({ queryKey: callQueries.one(tenantId, callId) }),
        queries.invalidateQueries({ queryKey: callQueries.lists(tenantId) }),
      ]),
  });
}
