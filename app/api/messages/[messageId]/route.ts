import { route } from "@/lib/http/route";
import { changeMessage } from "@/lib/messages/change-message";
import { messageParams, messagePatch, messageView } from "@/lib/messages/schema";
import { getMessage } from "@/lib/messages/show-messages";

export const GET = route({
  summary: "One message or task, with its notes",
  role: "viewer",
  apiScope: "messages:read",
  params: messageParams,
  output: messageView,
  handler: ({ scope, params }) => getMessage(scope, params.messageId),
});

export const PATCH = route({
  summary: "Say how far a message has come, who is to call back, or by when",
  role: "operator",
  apiScope: "messages:write",
  params: messageParams,
  body: messagePatch,
  output: messageView,
  handler: ({ scope, params, body }) => changeMessage(scope, params.messageId, body),
});
