import { callParams } from "@/lib/calls/schema";
import { route } from "@/lib/http/route";
import { finishAttention } from "@/lib/safety/finish-attention";
import { attentionView } from "@/lib/safety/schema";

export const POST = route({
  summary: "Say that somebody has seen to a call",
  role: "operator",
  apiScope: "calls:write",
  params: callParams,
  output: attentionView,
  handler: ({ scope, params }) => finishAttention(scope, params.callId, true),
});

export const DELETE = route({
  summary: "Say that a call still needs a person",
  role: "operator",
  apiScope: "calls:write",
  params: callParams,
  output: attentionView,
  handler: ({ scope, params }) => finishAttention(scope, params.callId, false),
});
