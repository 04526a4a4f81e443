/**
 * What the Creator plan gives for a dollar (elevenlabs.md §10.3). Larger plans give up to twice as many; unlike a conversation, speech has no
 * price in dollars, and the plan's own is told by no interface. So the amount is an estimate that errs on the dear side.
 */
const CREDITS_PER_USD = 4545;
/** As a conversation's price has. */
const DECIMALS = 6;

/** Of an answer with speech (elevenlabs.md §8, `character-cost`); 0 where the vendor does not say. */
export function creditsOf({ headers }: Pick<Response, "headers">): number {
  const credits = Number(headers.get("character-cost"));
  return Number.isFinite(credits) && credits > 0 ? credits : 0;
}

/** Decimal US dollars, as text. */
export function usdOfCredits(credits: number): string {
  return (credits / CREDITS_PER_USD).toFixed(DECIMALS);
}
