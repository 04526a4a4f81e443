import { z } from "zod";
import { route } from "@/lib/http/route";
import { listNotices } from "@/lib/messages/list-notices";
import { messageParams, noticeView } from "@/lib/messages/schema";

export const GET = route({
  summary: "Who was told of a message by e-mail or SMS, and what the vendor said; oldest first",
  role: "viewer",
  apiScope: "messages:read",
  params: messageParams,
  output: z.array(noticeView),
  handler: ({ scope, params }) => listNotices(scope, params.messageId),
});
