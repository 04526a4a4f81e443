import { machineMessageInput } from "@/lib/agents/schema";
import { route } from "@/lib/http/route";
import { previewMachineMessage } from "@/lib/machines/preview-message";

export const POST = route({
  summary: "Hear what a mailbox would hear, in an agent's voice and with example values",
  role: "operator",
  body: machineMessageInput,
  file: "audio/wav",
  handler: ({ scope, body }) => previewMachineMessage(scope, body),
});
