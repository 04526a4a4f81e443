"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useSession } from "@/components/frame/session-context";
import { useFinish } from "@/components/frame/use-finish";
import { sendJson } from "@/lib/api-client";
import { messageView } from "@/lib/messages/schema";
import { messageQueries } from "./message-queries";

export function useFinishMessage(): ReturnType<typeof useFinish> {
  const tenantId = useSession().tenant.id;
  const queries = useQueryClient();
  return useFinish({
    kind: "messages",
    send: ({ id, done }) => sendJson("PATCH", `/api/messages/${id}`, { done }, messageView),
    refresh: () => queries.invalidateQueries({ queryKey: messageQueries.all(tenantId) }),
  });
}
