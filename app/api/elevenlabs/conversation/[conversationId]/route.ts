import { getTranslations } from "next-intl/server";
import { endConversation, readConversation } from "@/lib/elevenlabs-api/conversations";
import { callEnded, conversationParams, conversationState, withMessage } from "@/lib/elevenlabs-api/schema";
import { route } from "@/lib/http/route";

export const GET = route({
  summary: "How a conversation stands (documented address)",
  role: "viewer",
  apiScope: "calls:read",
  params: conversationParams,
  output: conversationState,
  handler: ({ scope, params }) => readConversation(scope, params.conversationId),
});

export const DELETE = route({
  summary: "Hang up (documented address)",
  role: "operator",
  apiScope: "calls:write",
  params: conversationParams,
  output: callEnded,
  beside: withMessage,
  async handler({ scope, params }) {
    const data = await endConversation(scope, params.conversationId);
    const t = await getTranslations("documented");
    return { data, message: t("callEnded") };
  },
});
