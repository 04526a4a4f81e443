import { z } from "zod";
import { listCallTurns } from "@/lib/calls/get-call";
import { callParams, turnView } from "@/lib/calls/schema";
import { route } from "@/lib/http/route";

export const GET = route({
  summary: "What was said in a call",
  role: "viewer",
  apiScope: "calls:read",
  params: callParams,
  output: z.array(turnView),
  handler: ({ scope, params }) => listCallTurns(scope, params.callId),
});
