import { z } from "zod";
import { publicRoute } from "@/lib/http/route";
import { MAX_NAME_LENGTH } from "@/lib/sentences/sentence-address";
import { sentenceResponse } from "@/lib/sentences/sentence-response";

export const GET = publicRoute({
  summary: "The audio of a sentence, at the address the TwiML gave",
  params: z.object({ name: z.string().max(MAX_NAME_LENGTH) }),
  file: "audio/wav",
  handler: ({ params }) => sentenceResponse(params.name),
});
