import { route } from "@/lib/http/route";
import { resetSentence, saveSentence } from "@/lib/sentences/own-sentences";
import { sentenceInput, sentenceParams, sentenceView } from "@/lib/sentences/schema";

export const PUT = route({
  summary: "Say a sentence in the business's own words",
  role: "admin",
  params: sentenceParams,
  body: sentenceInput,
  output: sentenceView,
  handler: ({ scope, params, body }) => saveSentence(scope, { ...params, ...body }),
});

export const DELETE = route({
  summary: "Say a sentence in the house's words again",
  role: "admin",
  params: sentenceParams,
  output: sentenceView,
  handler: ({ scope, params }) => resetSentence(scope, params),
});
