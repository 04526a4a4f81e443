import { z } from "zod";
import { MODEL_PURPOSES } from "@/lib/vocabulary";

/** Whose bill may still come. */
export const COST_PARTS = ["twilio", "elevenlabs", "openai"] as const;
export type CostPart = (typeof COST_PARTS)[number];

/** What a call cost; decimal US dollars, as text. */
export const callCosts = z.object({
  /** Null: not told, or nothing was asked of that vendor. With the telephones of advisors that were rung for the call. */
  twilioUsd: z.string().nullable(),
  /** Conversations as the vendor prices them, speech by turns at an estimate of what its credits cost. */
  elevenLabsUsd: z.string().nullable(),
  openAiUsd: z.string().nullable(),
  /** Of what is known so far. */
  totalUsd: z.string(),
  /** Whose price is still to come. */
  awaited: z.array(z.enum(COST_PARTS)),
  /** Whose amount is wholly or partly our estimate. */
  estimated: z.array(z.enum(COST_PARTS)),
  modelUses: z.array(
    z.object({
      purpose: z.enum(MODEL_PURPOSES),
      model: z.string(),
      questions: z.number().int(),
      inputTokens: z.number().int(),
      outputTokens: z.number().int(),
      /** An answer was cut off before the vendor told its count, or the model's price is not known. */
      isEstimated: z.boolean(),
    }),
  ),
});
export type CallCosts = z.output<typeof callCosts>;
