import type { Tone } from "@/components/ui/badge";
import type { CallDetail, CallView } from "@/lib/calls/schema";
import type { CallStatus } from "@/lib/vocabulary";

/** The number of the person outside. */
export function otherParty(call: Pick<CallView, "direction" | "fromNumber" | "toNumber">): string {
  return call.direction === "inbound" ? call.fromNumber : call.toNumber;
}

export function ownLine(call: Pick<CallView, "direction" | "fromNumber" | "toNumber">): string {
  return call.direction === "inbound" ? call.toNumber : call.fromNumber;
}

const TONES: Record<CallStatus, Tone> = {
  queued: "waiting",
  initiated: "waiting",
  ringing: "waiting",
  in_progress: "live",
  completed: "good",
  no_answer: "ended",
  busy: "ended",
  canceled: "ended",
  failed: "failed",
  ended_manually: "ended",
};

export function toneOf(status: CallStatus): Tone {
  return TONES[status];
}

/** Keys of `calls.problems`: what a receptionist needs to know, not which part broke. */
export type CallProblem =
  | "no_agent"
  | "agent_inactive"
  | "agent_unavailable"
  | "trial"
  | "account"
  | "quota"
  | "lost"
  | "line"
  | "other";

const BY_CODE: Record<string, CallProblem> = {
  no_agent: "no_agent",
  agent_inactive: "agent_inactive",
  agent_not_linked: "agent_unavailable",
  trial_account: "trial",
  agent_down: "agent_unavailable",
  voice_down: "agent_unavailable",
  model_down: "agent_unavailable",
  house_key_spent: "agent_unavailable",
  agent_error: "agent_unavailable",
  agent_unreachable: "agent_unavailable",
  agent_lost: "agent_unavailable",
  agent_silent: "agent_unavailable",
  conversation_not_started: "agent_unavailable",
  agent_refused: "account",
  agent_flooding: "agent_unavailable",
  agent_slow: "agent_unavailable",
  audio_format: "agent_unavailable",
  token_refused: "line",
  stream_error: "line",
  twilio_lost: "line",
  twilio_protocol: "line",
  twilio_slow: "line",
  bridge_lost: "lost",
};

/** Undefined when nothing went wrong that a person should hear of. */
export function problemOf(
  call: Pick<CallDetail, "status" | "errorCode" | "errorMessage">,
): CallProblem | undefined {
  if (call.errorCode === null) return call.status === "failed" ? "line" : undefined;
  if (/quota|credit|insufficient/i.test(call.errorMessage ?? "")) return "quota";
  return BY_CODE[call.errorCode] ?? "other";
}
