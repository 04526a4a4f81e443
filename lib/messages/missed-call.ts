import type { Call } from "@/db/schema/calls";

/** Ways in which a stream ends when both sides have said what they wanted (lib/calls/continue-call.ts). */
const ENDED_WELL: readonly (string | null)[] = ["agent_ended", "caller_hung_up", "hung_up", "max_duration"];

/** `not_waited`: they hung up before anybody answered. `cut_off`: the agent was lost while they spoke. */
export type Missed = "unanswered" | "not_waited" | "cut_off";

/**
 * Whether somebody called and nobody spoke for the business to the end; undefined while the call goes on, when something came of it, when a member
 * ended it, and for calls the business placed itself.
 */
export function missedOf(
  call: Pick<
    Call,
    | "direction"
    | "status"
    | "endedAt"
    | "outcome"
    | "hangUpRequestedAt"
    | "mode"
    | "errorCode"
    | "agentConnectedAt"
    | "streamEndReason"
  >,
): Missed | undefined {
  const { direction, status, endedAt, outcome, hangUpRequestedAt, errorCode, agentConnectedAt } = call;
  if (direction !== "inbound" || endedAt === null || hangUpRequestedAt !== null) return undefined;
  if (outcome !== null && outcome !== "no_outcome") return undefined;
  switch (status) {
    case "canceled":
    case "no_answer":
      return "not_waited";
    case "busy":
      return "unanswered";
    case "failed":
      return agentConnectedAt === null ? "unanswered" : "cut_off";
    case "completed":
      // What went wrong on the way and was made good again ended in a goodbye; an outcome, even none, was said by an agent.
      return errorCode !== null && outcome === null && !endedWell(call) ? "cut_off" : undefined;
    default:
      return undefined;
  }
}

/** By turns there is no stream: what is said last of a call that went wrong is that nobody could go on. */
function endedWell({
  mode,
  errorCode,
  streamEndReason,
}: Pick<Call, "mode" | "errorCode" | "streamEndReason">) {
  if (mode === "turns") return errorCode !== "voice_failed" && errorCode !== "model_failed";
  return ENDED_WELL.includes(streamEndReason);
}
