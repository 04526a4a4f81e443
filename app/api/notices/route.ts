import { route } from "@/lib/http/route";
import { getNoticeState } from "@/lib/messages/list-notices";
import { noticeStateView } from "@/lib/messages/schema";

export const GET = route({
  summary: "Whether e-mail can be sent, and whom nobody could tell lately",
  role: "viewer",
  output: noticeStateView,
  handler: ({ scope }) => getNoticeState(scope),
});
