/** Where a call that sells stands. */

export type SaleStep = "opening" | "who" | "pain" | "demo" | "time" | "callback";

export interface Sale {
  step: SaleStep;
  /** What the person said hurts them. */
  pain: string | null;
}

const SELLS =
  /\bSDR\b|\b(?:(?:llamad\w+|agente|representante|ejecutiv\w+) (?:de ventas|comercial(?:es)?)|prospecci[oó]n|sales (?:call|development|rep\w*))(?![\p{L}])|\b(?:ofre[cz]\w*|agend\w+|reserv\w+|propon\w+|offer\w*|book\w*|schedul\w+)\b[^.\n]{0,60}\bdemo(?:straci[oó]n|nstration)?(?![\p{L}])/iu;
const ASKS_WHO = /decid|encargad|responsable|due[nñ]|in charge|decision|owner/i;

/** Null where the prompt makes no seller of the agent. The first message may have asked who decides. */
export function saleFor(prompt: string, firstMessage: string): Sale | null {
  if (!SELLS.test(prompt)) return null;
  return { step: ASKS_WHO.test(firstMessage) ? "who" : "opening", pain: null };
}
