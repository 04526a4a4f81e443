import { route } from "@/lib/http/route";
import { recordingResponse } from "@/lib/recordings/recording-response";
import { recordingParams } from "@/lib/recordings/schema";

export const GET = route({
  summary: "The sound of a recording, whole or in part (Range)",
  role: "viewer",
  apiScope: "calls:read",
  params: recordingParams,
  file: "audio/mpeg",
  handler: ({ scope, params, request }) => recordingResponse(scope, params.recordingId, request),
});
