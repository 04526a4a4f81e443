import { runAnalysis } from "@/lib/analysis/run-analysis";
import { analysisView } from "@/lib/analysis/schema";
import { callParams } from "@/lib/calls/schema";
import { route } from "@/lib/http/route";

export const POST = route({
  summary: "Analyse a call again",
  role: "operator",
  apiScope: "calls:write",
  params: callParams,
  output: analysisView,
  handler: ({ scope, params }) => runAnalysis(scope, params.callId),
});
