import { getTranslations } from "next-intl/server";
import { callStarted, documentedCallInput, withMessage } from "@/lib/elevenlabs-api/schema";
import { startCall } from "@/lib/elevenlabs-api/start-call";
import { idempotencyKeyOf } from "@/lib/http/idempotency-key";
import { route } from "@/lib/http/route";

export const POST = route({
  summary: "Call somebody (documented address)",
  role: "operator",
  apiScope: "calls:write",
  body: documentedCallInput,
  output: callStarted,
  beside: withMessage,
  idempotent: true,
  async handler({ scope, body, request }) {
    const data = await startCall(scope, body, idempotencyKeyOf(request));
    const t = await getTranslations("documented");
    return { data, message: t("callStarted") };
  },
});
