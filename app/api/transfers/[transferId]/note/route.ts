import { route } from "@/lib/http/route";
import { noteTransfer } from "@/lib/transfers/manage-transfer";
import { transferNoteInput, transferParams, transferView } from "@/lib/transfers/schema";

export const PUT = route({
  summary: "What the advisor wants to remember of a transfer",
  role: "operator",
  apiScope: "calls:write",
  params: transferParams,
  body: transferNoteInput,
  output: transferView,
  handler: ({ scope, params, body }) => noteTransfer(scope, params.transferId, body.note),
});
