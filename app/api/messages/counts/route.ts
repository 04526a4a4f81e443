import { route } from "@/lib/http/route";
import { countMessages } from "@/lib/messages/list-messages";
import { messageCounts, messageCountsQuery } from "@/lib/messages/schema";

export const GET = route({
  summary: "How many messages and tasks nobody has begun, how many somebody is at, and how many are overdue",
  role: "viewer",
  apiScope: "messages:read",
  query: messageCountsQuery,
  output: messageCounts,
  handler: ({ scope, query }) => countMessages(scope, query),
});
