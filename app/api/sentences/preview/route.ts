import { route } from "@/lib/http/route";
import { previewSentence } from "@/lib/sentences/preview-sentence";
import { previewInput } from "@/lib/sentences/schema";

export const POST = route({
  summary: "Hear a sentence in an agent's voice, with example values",
  role: "operator",
  body: previewInput,
  file: "audio/wav",
  handler: ({ scope, body }) => previewSentence(scope, body),
});
