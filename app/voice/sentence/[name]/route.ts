import { z } from "zod";
import { publicRoute } from "@/lib/http/route";
import { sentenceResponse } from "@/lib/sentences/sentence-response";

export const GET = publicRoute({
  summary: "The audio of a sentence, at the address the TwiML gave",
  params: z.object({ name: z.string().max(400) }),
  file: "audio/wav",
  handler: ({ params }) => sentenceResponse(params.name),
});
