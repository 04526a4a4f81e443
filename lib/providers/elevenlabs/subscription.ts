import { askPlainly } from "./ask";
import { readObject } from "./read-object";

const TIMEOUT_MS = 10_000;

export interface Subscription {
  /** The vendor's own word: `free`, `creator`, `scale_2024_08_10` … */
  tier: string;
  /** `active`, `past_due`, `incomplete`, `free` … */
  status: string;
  /** Credits of the period that are left; negative beyond the plan. */
  creditsLeft: number;
  creditsLimit: number;
  /** Beyond the plan calls go on, and are charged by use. */
  mayExceedPlan: boolean;
  resetsAt: Date | null;
}

/** GET /v1/user/subscription. Throws 401 for a key that may not read it, which says nothing against the key. */
export async function fetchSubscription(apiKey: string): Promise<Subscription> {
  const answer = await askPlainly(apiKey, "GET", "/v1/user/subscription", { timeoutMs: TIMEOUT_MS });
  const said = await readObject(answer);
  const count = (name: string) => (typeof said[name] === "number" ? said[name] : 0);
  const text = (name: string) => (typeof said[name] === "string" ? said[name] : "");
  const resetsAtSeconds = count("next_character_count_reset_unix");
  return {
    tier: text("tier"),
    status: text("status"),
    creditsLeft: count("character_limit") - count("character_count"),
    creditsLimit: count("character_limit"),
    mayExceedPlan: said["allowed_to_extend_character_limit"] === true,
    resetsAt: resetsAtSeconds > 0 ? new Date(resetsAtSeconds * 1000) : null,
  };
}

/** Agent calls at once by plan (elevenlabs.md §10.1); newer names of a plan begin like the old one. */
const CALLS_AT_ONCE = [
  ["free", 4],
  ["trial", 4],
  ["starter", 6],
  ["creator", 10],
  ["pro", 20],
  ["scale", 30],
  ["growing_business", 30],
  ["business", 30],
] as const;

/** Null where the plan's limit is a matter of contract, or not known to us. */
export function callsAtOnce(tier: string): number | null {
  return CALLS_AT_ONCE.find(([name]) => tier.startsWith(name))?.[1] ?? null;
}
