import { type LanguageModel, LANGUAGE_MODELS } from "@/lib/vocabulary";

/** What one question to a language model took. */
export interface ModelUsage {
  /** As the answer names it: often a dated snapshot of what was asked for. */
  model: string;
  inputTokens: number;
  outputTokens: number;
  /** The vendor did not tell its count, so it is ours (estimate-tokens.ts). */
  isEstimated?: boolean;
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
/** What nobody told the price of counts as this: a limit of money has to hold for it, too. */
const DEAREST: Price = {
  inputUsd: Math.max(...LANGUAGE_MODELS.map((model) => PRICES[model].inputUsd)),
  outputUsd: Math.max(...LANGUAGE_MODELS.map((model) => PRICES[model].outputUsd)),
};

const SNAPSHOT = /-\d{4}-\d{2}-\d{2}$/;
const TOKENS_PER_PRICE = 1_000_000;
/** One token of the cheapest model costs a ten-millionth of a dollar. */
const DECIMALS = 8;

function listedPrice(model: string): Price | undefined {
  const name = model.replace(SNAPSHOT, "");
  const listed = LANGUAGE_MODELS.find((each) => each === name);
  return listed && PRICES[listed];
}

/** Whether the cost is what the vendor will ask: its own count, at a price that it published. */
export function isExact({ model, isEstimated = false }: ModelUsage): boolean {
  return !isEstimated && listedPrice(model) !== undefined;
}

/** Decimal US dollars, as text. */
export function costOf({ model, inputTokens, outputTokens }: ModelUsage): string {
  const { inputUsd, outputUsd } = listedPrice(model) ?? DEAREST;
  return ((inputTokens * inputUsd + outputTokens * outputUsd) / TOKENS_PER_PRICE).toFixed(DECIMALS);
}
