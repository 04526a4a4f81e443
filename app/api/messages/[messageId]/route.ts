import { route } from "@/lib/http/route";
import { finishMessage } from "@/lib/messages/finish-message";
import { messageParams, messagePatch, messageView } from "@/lib/messages/schema";

export const PATCH = route({
  summary: "Say that a message was dealt with, or that it was not after all",
  role: "operator",
  apiScope: "messages:write",
  params: messageParams,
  body: messagePatch,
  output: messageView,
  handler: ({ scope, params, body }) => finishMessage(scope, params.messageId, body.done),
});
