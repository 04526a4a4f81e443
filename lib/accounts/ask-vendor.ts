import type { Account } from "@/db/schema/agents";
import { ProviderError } from "@/lib/errors";
import { checkElevenLabsKey } from "@/lib/providers/elevenlabs/rest";
import { checkOpenAiKey } from "@/lib/providers/openai/check-key";
import { callsAtOnce, fetchSubscription, type Subscription } from "@/lib/providers/elevenlabs/subscription";
import type { TwilioCredentials } from "@/lib/providers/twilio/ask";
import {
  type Balance,
  fetchBalance,
  fetchTwilioAccount,
  type TwilioAccount,
} from "@/lib/providers/twilio/rest";
import type { AccountStatus } from "@/lib/vocabulary";

export interface Standing {
  status: AccountStatus;
  facts: Account["facts"];
}

const NOT_ACCEPTED: Standing = { status: "invalid", facts: {} };

/** Throws `ProviderError` when Twilio cannot be asked. */
export async function askTwilio(credentials: TwilioCredentials): Promise<Standing> {
  try {
    const account = await fetchTwilioAccount(credentials);
    return twilioStanding(account, await fetchBalance(credentials).catch(() => null));
  } catch (error) {
    if (isRefusal(error, [401, 404])) return NOT_ACCEPTED;
    throw error;
  }
}

/** Null: the account has no balance of its own, or Twilio did not tell it. */
export function twilioStanding(account: TwilioAccount, balance: Balance | null): Standing {
  const status = account.status === "active" ? (account.type === "Trial" ? "trial" : "active") : "suspended";
  return {
    status,
    facts: {
      accountName: account.name,
      accountType: account.type,
      balance: account.isSubaccount ? null : (balance?.amount ?? null),
      currency: balance?.currency ?? null,
    },
  };
}

/** Throws `ProviderError` when ElevenLabs cannot be asked. */
export async function askElevenLabs(apiKey: string): Promise<Standing> {
  try {
    await checkElevenLabsKey(apiKey);
  } catch (error) {
    if (isRefusal(error, [401, 403])) return NOT_ACCEPTED;
    throw error;
  }
  // A key made for agents alone may not read the plan; that is no fault of the account.
  return elevenLabsStanding(await fetchSubscription(apiKey).catch(() => null));
}

export function elevenLabsStanding(plan: Subscription | null): Standing {
  if (!plan) return { status: "active", facts: {} };
  const isUnpaid =
    plan.status === "past_due" || plan.status === "incomplete" || plan.status === "free_disabled";
  const isSpent = plan.creditsLeft <= 0 && !plan.mayExceedPlan;
  const isFree = plan.tier === "free";
  return {
    status: isUnpaid || isSpent ? "suspended" : isFree ? "trial" : "active",
    facts: {
      tier: plan.tier,
      creditsLeft: plan.creditsLeft,
      creditsLimit: plan.creditsLimit,
      resetsAt: plan.resetsAt?.toISOString() ?? null,
      callsAtOnce: callsAtOnce(plan.tier),
    },
  };
}

/** Throws `ProviderError` when OpenAI cannot be asked. */
export async function askOpenAi(apiKey: string): Promise<Standing> {
  try {
    await checkOpenAiKey(apiKey);
  } catch (error) {
    if (isRefusal(error, [401, 403])) return NOT_ACCEPTED;
    if (isSpent(error)) return { status: "suspended", facts: {} };
    throw error;
  }
  return { status: "active", facts: {} };
}

/** Nothing is left to pay with (elevenlabs.md §11.4); other 429 only ask for patience. */
function isSpent(error: unknown): boolean {
  return error instanceof ProviderError && error.vendorCode === "insufficient_quota";
}

function isRefusal(error: unknown, statuses: readonly number[]): boolean {
  return error instanceof ProviderError && statuses.includes(error.httpStatus ?? 0);
}
