import { callbackRoute } from "@/lib/http/callback-route";
import { receiveToolCall, toolParams, toolRequest } from "@/lib/tools/receive-tool-call";

export const POST = callbackRoute({
  summary: "ElevenLabs: a native agent uses a tool",
  params: toolParams,
  body: toolRequest,
  handler: receiveToolCall,
});
