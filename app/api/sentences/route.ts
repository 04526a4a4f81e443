import { z } from "zod";
import { route } from "@/lib/http/route";
import { listSentences } from "@/lib/sentences/own-sentences";
import { sentenceView } from "@/lib/sentences/schema";

export const GET = route({
  summary: "What callers and advisors hear from the house, in every language",
  role: "viewer",
  apiScope: "business:read",
  output: z.array(sentenceView),
  handler: ({ scope }) => listSentences(scope),
});
