import { z } from "zod";
import { listEventsOfCall } from "@/lib/calls/get-call";
import { callEventView, callParams } from "@/lib/calls/schema";
import { route } from "@/lib/http/route";

export const GET = route({
  summary: "What happened in a call",
  role: "viewer",
  apiScope: "calls:read",
  params: callParams,
  output: z.array(callEventView),
  handler: ({ scope, params }) => listEventsOfCall(scope, params.callId),
});
