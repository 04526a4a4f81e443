import { ProviderError } from "@/lib/errors";
import { UnusableAnswerError } from "@/lib/providers/openai/ask-for-object";
import type { Outcome } from "./judge-service";

/** Not accepted, or nothing left to pay with (elevenlabs.md §10.2). */
const LASTING_STATUSES: ReadonlySet<number> = new Set([401, 402]);
const SPENT_CODES: ReadonlySet<string> = new Set([
  "insufficient_quota",
  "insufficient_credits",
  "quota_exceeded",
]);
/** The key is known and may do other things: a matter of the agent's settings, not of the line. */
const NARROW_KEY_CODES: ReadonlySet<string> = new Set(["missing_permissions"]);
/** What a model made of this one question; it was asked and it answered. */
const OWN_CODES: ReadonlySet<string> = new Set(["refused", "incomplete"]);
/** They ask for patience, or gave up waiting: no answer to the question. */
const NO_ANSWER: ReadonlySet<number> = new Set([408, 429]);
/** Begins the words of a refusal of our own: the service is known to be down, and no vendor was asked. */
export const NOT_ASKED = "not asked while it is down: ";
/** Of an error's words that are kept and shown. */
const MAX_SAID = 300;

/**
 * What a failed request says of the service that was asked. Undefined: nothing; the fault is in the request, or the vendor only asks for
 * patience.
 */
export function readFailure(error: unknown): Extract<Outcome, { isOk: false }> | undefined {
  if (!(error instanceof ProviderError) || error instanceof UnusableAnswerError) return undefined;
  const { httpStatus, vendorCode = "", permanent } = error;
  const said = vendorCode === "" || error.message.includes(vendorCode) ? "" : ` (${vendorCode})`;
  const failure = { isOk: false as const, error: `${error.message.slice(0, MAX_SAID)}${said}` };
  if (SPENT_CODES.has(vendorCode)) return { ...failure, isLasting: true };
  if (NARROW_KEY_CODES.has(vendorCode) || OWN_CODES.has(vendorCode)) return undefined;
  if (httpStatus === undefined) return permanent ? undefined : { ...failure, isLasting: false };
  if (LASTING_STATUSES.has(httpStatus)) return { ...failure, isLasting: true };
  return httpStatus >= 500 || httpStatus === 408 ? { ...failure, isLasting: false } : undefined;
}

/** A refusal of what was asked for (elevenlabs.md §10.2): whoever gives it is there, and takes the key. */
export function isAnswer(error: unknown): boolean {
  if (!(error instanceof ProviderError) || readFailure(error) !== undefined) return false;
  const { httpStatus } = error;
  return httpStatus !== undefined && httpStatus >= 400 && httpStatus < 500 && !NO_ANSWER.has(httpStatus);
}

/** How a stream of the bridge ended that never had its agent, or lost it to the vendor. */
const LOST_AGENT: ReadonlySet<unknown> = new Set(["agent_unreachable", "agent_silent", "agent_lost"]);

/** What the end of a stream says of the agents of ElevenLabs; undefined: nothing. `detail`: in the words of whoever refused. */
export function readStreamEnd({
  reason,
  detail,
}: Record<string, unknown>): Extract<Outcome, { isOk: false }> | undefined {
  const error = typeof detail === "string" ? detail : String(reason);
  if (error.startsWith(NOT_ASKED)) return undefined;
  const isLasting = reason === "agent_refused" && isSpent(error);
  return isLasting || LOST_AGENT.has(reason) ? { isOk: false, error, isLasting } : undefined;
}

/** Whether the words of a service that is down say that nothing is left to pay with. */
export function isSpent(error: string | null): boolean {
  return error !== null && [...SPENT_CODES].some((code) => error.includes(code));
}
