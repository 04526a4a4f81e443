import { correctAnalysis } from "@/lib/analysis/correct-analysis";
import { getAnalysis } from "@/lib/analysis/get-analysis";
import { analysisPatch, analysisView } from "@/lib/analysis/schema";
import { callParams } from "@/lib/calls/schema";
import { route } from "@/lib/http/route";

export const GET = route({
  summary: "What was found in a call",
  role: "viewer",
  apiScope: "calls:read",
  params: callParams,
  output: analysisView,
  handler: ({ scope, params }) => getAnalysis(scope, params.callId),
});

export const PATCH = route({
  summary: "Correct what was found in a call; null takes a correction back",
  role: "operator",
  apiScope: "calls:write",
  params: callParams,
  body: analysisPatch,
  output: analysisView,
  handler: ({ scope, params, body }) => correctAnalysis(scope, params.callId, body),
});
