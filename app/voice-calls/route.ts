import { z } from "zod";
import { idempotencyKeyOf } from "@/lib/http/idempotency-key";
import { route } from "@/lib/http/route";
import { listVoiceCalls } from "@/lib/voice-calls-api/read-voice-calls";
import {
  voiceCallInput,
  voiceCallRecord,
  voiceCallsFacts,
  voiceCallsQuery,
  voiceCallStarted,
} from "@/lib/voice-calls-api/schema";
import { startVoiceCall } from "@/lib/voice-calls-api/start-voice-call";

export const GET = route({
  summary: "Turn-based calls, newest first (documented address)",
  role: "viewer",
  apiScope: "calls:read",
  query: voiceCallsQuery,
  output: z.array(voiceCallRecord),
  beside: voiceCallsFacts,
  handler: ({ scope, query }) => listVoiceCalls(scope, query),
});

export const POST = route({
  summary: "Call somebody with the agent for turn-based calls (documented address)",
  role: "operator",
  apiScope: "calls:write",
  body: voiceCallInput,
  output: voiceCallStarted,
  idempotent: true,
  status: 201,
  handler: ({ scope, body, request }) => startVoiceCall(scope, body, idempotencyKeyOf(request)),
});
