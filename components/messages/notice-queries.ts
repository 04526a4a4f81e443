import { z } from "zod";
import { viewQuery } from "@/components/frame/view-query";
import { noticeStateView, noticeView } from "@/lib/messages/schema";
import { messageQueries } from "./message-queries";

/** Below the messages, so that whatever is told of these refreshes them too. */
export const noticeQueries = {
  of: (tenantId: string, messageId: string) =>
    viewQuery(
      [...messageQueries.all(tenantId), "notices", messageId],
      `/api/messages/${messageId}/notices`,
      z.array(noticeView),
    ),
  state: (tenantId: string) =>
    viewQuery([...messageQueries.all(tenantId), "notice-state"], "/api/notices", noticeStateView),
};
