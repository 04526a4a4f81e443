import { z } from "zod";
import { callParams } from "@/lib/calls/schema";
import { route } from "@/lib/http/route";
import { getTransfer, listTransfersOfCall } from "@/lib/transfers/manage-transfer";
import { transferInput, transferView } from "@/lib/transfers/schema";
import { startTransfer } from "@/lib/transfers/start-transfer";

export const GET = route({
  summary: "Transfers of a call, with every advisor who was rung",
  role: "viewer",
  apiScope: "calls:read",
  params: callParams,
  output: z.array(transferView),
  handler: ({ scope, params }) => listTransfersOfCall(scope, params.callId),
});

export const POST = route({
  summary: "Bring a person into a call that is going on",
  role: "operator",
  apiScope: "calls:write",
  params: callParams,
  body: transferInput,
  output: transferView,
  status: 201,
  async handler({ scope, params, body }) {
    const by = scope.actor.startsWith("key:") ? "api" : "member";
    return getTransfer(scope, await startTransfer(scope, params.callId, body, by));
  },
});
