import { route } from "@/lib/http/route";
import { wishTransfer } from "@/lib/transfers/manage-transfer";
import { transferParams, transferView, transferWishInput } from "@/lib/transfers/schema";

export const POST = route({
  summary: "Give the caller back to the agent, try another advisor, or end the call",
  role: "operator",
  apiScope: "calls:write",
  params: transferParams,
  body: transferWishInput,
  output: transferView,
  handler: ({ scope, params, body }) => wishTransfer(scope, params.transferId, body.wish),
});
