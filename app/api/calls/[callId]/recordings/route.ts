import { z } from "zod";
import { callParams } from "@/lib/calls/schema";
import { route } from "@/lib/http/route";
import { listCallRecordings } from "@/lib/recordings/list-recordings";
import { recordingView } from "@/lib/recordings/schema";

export const GET = route({
  summary: "The recordings of a call",
  role: "viewer",
  apiScope: "calls:read",
  params: callParams,
  output: z.array(recordingView),
  handler: ({ scope, params }) => listCallRecordings(scope, params.callId),
});
