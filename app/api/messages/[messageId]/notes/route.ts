import { route } from "@/lib/http/route";
import { addMessageNote } from "@/lib/messages/change-message";
import { messageNoteInput, messageParams, messageView } from "@/lib/messages/schema";

export const POST = route({
  summary: "Write something about a message for the others; it cannot be changed afterwards",
  role: "operator",
  apiScope: "messages:write",
  params: messageParams,
  body: messageNoteInput,
  output: messageView,
  status: 201,
  handler: ({ scope, params, body }) => addMessageNote(scope, params.messageId, body.text),
});
