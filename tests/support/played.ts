import { z } from "zod";

const addressed = z.object({
  k: z.string(),
  l: z.string(),
  v: z.string().nullable(),
  x: z.record(z.string(), z.string()),
});

export interface PlayedSentence {
  key: string;
  language: string;
  voiceId: string | null;
  values: Record<string, string>;
}

/** The sentences of the house that a document has Twilio play, in their order, read from their addresses. */
export function sentencesIn(document: string): PlayedSentence[] {
  return [...document.matchAll(/<Play>[^<]*\/voice\/sentence\/([\w-]+)\.[\w-]+<\/Play>/g)].map(
    ([, body = ""]) => {
      const { k, l, v, x } = addressed.parse(JSON.parse(Buffer.from(body, "base64url").toString("utf8")));
      return { key: k, language: l, voiceId: v, values: x };
    },
  );
}

/** The document is one sentence of the house in this language, and the end of the call. */
export function isLastSentence(document: string, key: string, language: string): boolean {
  const [sentence, ...more] = sentencesIn(document);
  return (
    /<Response><Play>[^<]*<\/Play><Hangup\/><\/Response>/.test(document) &&
    more.length === 0 &&
    sentence?.key === key &&
    sentence.language === language
  );
}
