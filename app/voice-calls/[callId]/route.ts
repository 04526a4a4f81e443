import { callParams } from "@/lib/calls/schema";
import { route } from "@/lib/http/route";
import { readVoiceCall } from "@/lib/voice-calls-api/read-voice-calls";
import { voiceCallDetail } from "@/lib/voice-calls-api/schema";

export const GET = route({
  summary: "A turn-based call with its transcript (documented address)",
  role: "viewer",
  apiScope: "calls:read",
  params: callParams,
  output: voiceCallDetail,
  handler: ({ scope, params }) => readVoiceCall(scope, params.callId),
});
