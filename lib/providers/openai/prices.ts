import { type LanguageModel, LANGUAGE_MODELS } from "@/lib/vocabulary";

/** What one question to a language model took, as the vendor counted it. */
export interface ModelUsage {
  /** As the answer names it: often a dated snapshot of what was asked for. */
  model: string;
  inputTokens: number;
  outputTokens: number;
}

interface Price {
  /** US dollars per million tokens. */
  inputUsd: number;
  outputUsd: number;
}

/** Published in November 2026 (elevenlabs.md §11.2). */
const PRICES: Record<LanguageModel, Price> = {
  "gpt-6-luna": { inputUsd: 0.1, outputUsd: 0.5 },
  "gpt-6.1-terra": { inputUsd: 1, outputUsd: 5 },
  "gpt-6.1-sol": { inputUsd: 2, outputUsd: 10 },
};

const SNAPSHOT = /-\d{4}-\d{2}-\d{2}$/;
const TOKENS_PER_PRICE = 1_000_000;
/** One token of the cheapest model costs a ten-millionth of a dollar. */
const DECIMALS = 8;

/** Decimal US dollars, as text; null for a model whose price nobody told. */
export function costOf({ model, inputTokens, outputTokens }: ModelUsage): string | null {
  const name = model.replace(SNAPSHOT, "");
  const known = LANGUAGE_MODELS.find((each) => each === name);
  if (!known) return null;
  const price = PRICES[known];
  return ((inputTokens * price.inputUsd + outputTokens * price.outputUsd) / TOKENS_PER_PRICE).toFixed(
    DECIMALS,
  );
}
