import { z } from "zod";
import { MODEL_PURPOSES } from "@/lib/vocabulary";

/** Whose bill may still come. */
export const COST_PARTS = ["twilio", "elevenlabs", "openai"] as const;
export type CostPart = (typeof COST_PARTS)[number];

/** What a call cost; decimal US dollars, as text. */
export const callCosts = z.object({
  /** Null: not told, or nothing was asked of that vendor. */
  twilioUsd: z.string().nullable(),
  elevenLabsUsd: z.string().nullable(),
  openAiUsd: z.string().nullable(),
  /** Of what is known so far. */
  totalUsd: z.string(),
  /** Whose price is still to come. */
  awaited: z.array(z.enum(COST_PARTS)),
  /** Models whose price nobody told: what they cost is not in the sum. */
  unpricedModels: z.array(z.string()),
  modelUses: z.array(
    z.object({
      purpose: z.enum(MODEL_PURPOSES),
      model: z.string(),
      questions: z.number().int(),
      inputTokens: z.number().int(),
      outputTokens: z.number().int(),
      costUsd: z.string().nullable(),
    }),
  ),
});
export type CallCosts = z.output<typeof callCosts>;
