import { callParams } from "@/lib/calls/schema";
import { route } from "@/lib/http/route";
import { getAttention } from "@/lib/safety/finish-attention";
import { attentionView } from "@/lib/safety/schema";

export const GET = route({
  summary: "Why a call needs a person, and who has seen to it",
  role: "viewer",
  apiScope: "calls:read",
  params: callParams,
  output: attentionView,
  handler: ({ scope, params }) => getAttention(scope, params.callId),
});
