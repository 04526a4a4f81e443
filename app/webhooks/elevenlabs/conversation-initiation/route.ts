import { callbackRoute } from "@/lib/http/callback-route";
import { personalizationRequest, personalizeCall } from "@/lib/webhooks/personalize-call";

export const POST = callbackRoute({
  summary: "ElevenLabs: what the agent has to know about a call that rings",
  body: personalizationRequest,
  handler: personalizeCall,
});
