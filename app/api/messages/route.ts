import { z } from "zod";
import { route } from "@/lib/http/route";
import { listMessages } from "@/lib/messages/list-messages";
import { messageListQuery, messageView } from "@/lib/messages/schema";

export const GET = route({
  summary:
    "What callers left for a person, missed calls and callers who gave up on hold; open ones urgent first and by when they are due, others newest first",
  role: "viewer",
  apiScope: "messages:read",
  query: messageListQuery,
  output: z.array(messageView),
  paged: true,
  handler: ({ scope, query: { cursor, limit, ...filters } }) =>
    listMessages(scope, filters, { cursor, limit }),
});
