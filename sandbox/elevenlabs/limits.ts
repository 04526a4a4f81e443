/** What a workspace's plan allows: credit, and calls at once (elevenlabs.md §6.3, §10.1, §10.2). */
import { isLive } from "./conversation";
import { envelope, refusal, VendorError } from "./errors";
import { type Agent, unixSeconds, type Workspace } from "./state";

const DAY_SECONDS = 24 * 3600;
/** Agent calls at once; enterprise plans are negotiated. */
const CALLS_AT_ONCE = { free: 4, starter: 6, creator: 10, pro: 20, scale: 30, business: 30 };
const BURST_FACTOR = 3;

interface Excess {
  code: "rate_limit_exceeded" | "concurrent_limit_exceeded";
  legacyStatus: string;
  message: string;
}

export function hasCredit({ subscription }: Workspace): boolean {
  return subscription.characterCount < subscription.characterLimit;
}

/** Throws 402 as calls are refused; text to speech still answers in the older shape. */
export function refuseWithoutCredit(workspace: Workspace, isSpeech = false): void {
  if (hasCredit(workspace)) return;
  const message = "This request exceeds your quota. You have 0 credits remaining.";
  if (isSpeech) throw new VendorError(401, { detail: { status: "quota_exceeded", message } });
  throw refusal(402, "insufficient_credits", message);
}

/** Throws 429 when one more call is one too many. */
export function refuseAboveLimits(workspace: Workspace, agent: Agent): void {
  const excess = excessOf(workspace, agent);
  if (excess) throw new VendorError(429, envelope(429, excess));
}

/** Which limit one more conversation of the agent would break. Undefined when there is room. */
export function excessOf(workspace: Workspace, agent: Agent): Excess | undefined {
  const { daily_limit, agent_concurrency_limit } = agent.platform_settings.call_limits;
  const all = [...workspace.conversations.values()];
  const own = all.filter(({ agentId }) => agentId === agent.agent_id);
  const since = unixSeconds() - DAY_SECONDS;
  if (own.filter(({ startedAtUnixSeconds }) => startedAtUnixSeconds > since).length >= daily_limit) {
    return {
      code: "rate_limit_exceeded",
      legacyStatus: "rate_limit_exceeded",
      message: `Agent has exceeded its daily call limit of ${daily_limit}`,
    };
  }
  const isFull =
    (agent_concurrency_limit >= 0 && own.filter(isLive).length >= agent_concurrency_limit) ||
    all.filter(isLive).length >= callsAtOnce(workspace, agent);
  if (!isFull) return undefined;
  return {
    code: "concurrent_limit_exceeded",
    legacyStatus: "too_many_concurrent_requests",
    message: "Too many concurrent conversations",
  };
}

/** A limit that was set is the last word; a plan's may be exceeded by bursts, unless the agent forbids them. */
function callsAtOnce({ subscription }: Workspace, agent: Agent): number {
  const { tier, maxConcurrentCalls } = subscription;
  if (maxConcurrentCalls !== null) return maxConcurrentCalls;
  if (tier === undefined || tier === "enterprise") return Infinity;
  return CALLS_AT_ONCE[tier] * (agent.platform_settings.call_limits.bursting_enabled ? BURST_FACTOR : 1);
}
