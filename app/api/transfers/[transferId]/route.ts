import { route } from "@/lib/http/route";
import { getTransfer } from "@/lib/transfers/manage-transfer";
import { transferParams, transferView } from "@/lib/transfers/schema";

export const GET = route({
  summary: "One transfer, with every advisor who was rung",
  role: "viewer",
  apiScope: "calls:read",
  params: transferParams,
  output: transferView,
  handler: ({ scope, params }) => getTransfer(scope, params.transferId),
});
