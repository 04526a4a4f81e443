import { z } from "zod";
import { line } from "@/lib/text";
import { LANGUAGES, SENTENCE_KEYS } from "@/lib/vocabulary";
import { SENTENCE_VARIABLES } from "./variables";

/** Half a minute of speech: nobody waits longer for what they called about. */
export const MAX_SENTENCE = 400;

export const sentenceParams = z.object({ key: z.enum(SENTENCE_KEYS), language: z.enum(LANGUAGES) });

/** With `{variables}` of that sentence. */
export const sentenceInput = z.object({ text: line(MAX_SENTENCE) });

export const sentenceView = z.object({
  key: z.enum(SENTENCE_KEYS),
  language: z.enum(LANGUAGES),
  /** What is said: the business's own words, or the house's. */
  text: z.string(),
  /** The house's. */
  default: z.string(),
  isOwn: z.boolean(),
  /** What may stand in braces. */
  variables: z.array(z.enum(SENTENCE_VARIABLES)),
});
export type SentenceView = z.output<typeof sentenceView>;

export const previewInput = z.object({
  key: z.enum(SENTENCE_KEYS),
  language: z.enum(LANGUAGES),
  /** Absent: what is said today. */
  text: line(MAX_SENTENCE).optional(),
  /** Absent: the first agent that has a voice. */
  agentId: z.uuid().optional(),
});
export type PreviewInput = z.output<typeof previewInput>;
