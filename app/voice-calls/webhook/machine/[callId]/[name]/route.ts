import { z } from "zod";
import { publicRoute } from "@/lib/http/route";
import { MAX_NAME_LENGTH } from "@/lib/machines/message-address";
import { machineMessageResponse } from "@/lib/machines/message-response";

export const GET = publicRoute({
  summary: "The audio of a message for a mailbox, at the address the TwiML gave",
  params: z.object({ callId: z.uuid(), name: z.string().max(MAX_NAME_LENGTH) }),
  file: "audio/wav",
  handler: ({ params }) => machineMessageResponse(params.callId, params.name),
});
