import type { Transfer } from "@/db/schema/transfers";
import type { TransferFailure, TransferStatus } from "@/lib/vocabulary";
import { addAttemptFact, type AttemptState, isOver } from "./attempt";
import type { TransferWish } from "./schema";

export type TransferState = Pick<
  Transfer,
  | "id"
  | "status"
  | "wantedNumber"
  | "acceptedAt"
  | "connectedAt"
  | "endedAt"
  | "failure"
  | "callerSentAt"
  | "callerArrivedAt"
>;

/** The world around a transfer at the moment of a decision. */
export interface Surroundings {
  now: Date;
  callHasEnded: boolean;
  /** The caller was in the conference and is not any more, although they are still there. */
  roomHasEnded: boolean;
  /** The agent still has the caller on its stream, and music can be mixed there; else they wait in the conference. */
  isOnStream: boolean;
  /** What a member wants of it now. */
  wish: TransferWish | null;
  maxAttempts: number;
  ringSeconds: number;
}

/** What has to be done at the vendors, by whoever decided it. Every one may be done twice without harm. */
export type TransferAction =
  /** Twilio is told to come for the caller's TwiML anew: the conference, or the agent. */
  | { type: "send_caller" }
  | { type: "end_call" }
  | { type: "hang_up_leg"; attemptId: string }
  /** No news for too long: Twilio is asked. */
  | { type: "check_leg"; attemptId: string }
  /** The next advisor is to be rung, or nobody is left. */
  | { type: "pick_next" };

export interface Decision {
  transfer: TransferState;
  attempts: AttemptState[];
  actions: TransferAction[];
}

/** After the ringing an advisor hears the brief twice and has some seconds to press a key. */
const BRIEFING_MS = 90_000;
/** News of a leg are late by seconds, not more. */
const SLACK_MS = 10_000;
/** Twilio comes for new TwiML at once; an order that it did not follow by then is repeated. */
const ARRIVAL_MS = 5_000;

/**
 * What follows from what is known: pure, and the same however the knowledge arrived. DESIGN §7: one advisor at a time, the next one on
 * failure, then the agent again; nobody is left ringing once nobody waits.
 */
export function decide(transfer: TransferState, attempts: AttemptState[], around: Surroundings): Decision {
  if (transfer.endedAt !== null) return settled(transfer, attempts, around);
  if (around.callHasEnded) {
    if (transfer.connectedAt !== null) return over(transfer, attempts, around, "completed", null);
    return over(transfer, attempts, around, "abandoned", "caller_hung_up");
  }
  if (around.wish === "return")
    return over(transfer, attempts, around, "returned_to_agent", transfer.connectedAt ? null : "taken_back");
  if (around.wish === "end") {
    const status = transfer.connectedAt === null ? "failed" : "completed";
    const done = over(transfer, attempts, around, status, status === "failed" ? "taken_back" : null);
    return { ...done, actions: [...done.actions, { type: "end_call" }] };
  }
  if (around.wish === "next") return waitAgain(transfer, attempts, around);
  if (around.roomHasEnded && transfer.callerArrivedAt !== null) {
    // The advisor hung up after they had spoken; or Twilio could not keep the room.
    const hasSpoken = transfer.connectedAt !== null;
    if (!hasSpoken) return giveUp(transfer, attempts, around, "vendor");
    const done = over(transfer, attempts, around, "completed", null);
    return { ...done, actions: [...done.actions, { type: "end_call" }] };
  }
  const live = attempts.find((attempt) => !isOver(attempt));
  return live ? going(transfer, attempts, live, around) : nobodyLeft(transfer, attempts, around);
}

/** Whoever has the call now is let go; the caller waits for another one. */
function waitAgain(transfer: TransferState, attempts: AttemptState[], around: Surroundings): Decision {
  const isTogether = transfer.acceptedAt !== null;
  const waiting: TransferState = {
    ...transfer,
    status: "requested",
    acceptedAt: null,
    connectedAt: null,
    // The room ends with the advisor, and Twilio comes for the caller by itself.
    ...(isTogether ? { callerSentAt: around.now, callerArrivedAt: null } : {}),
  };
  return decide(
    waiting,
    attempts.map((one) => drop(one, around.now)),
    { ...around, wish: null, isOnStream: around.isOnStream && !isTogether },
  );
}

function going(
  transfer: TransferState,
  attempts: AttemptState[],
  live: AttemptState,
  around: Surroundings,
): Decision {
  const legs = legActions(attempts, around);
  if (live.acceptedAt === null) {
    const status: TransferStatus = live.status === "dialing" ? "dialing" : "ringing";
    const waits = around.isOnStream ? transfer : sent(transfer, around);
    return { transfer: { ...waits, status }, attempts, actions: [...calls(transfer, waits), ...legs] };
  }
  // The caller is where the advisor is, or is being brought there.
  const joined = transfer.callerArrivedAt !== null && !around.isOnStream;
  const at = around.now;
  const next = joined
    ? attempts.map((one) => (one === live ? addAttemptFact(one, { type: "connected", at }) : one))
    : attempts;
  const base = {
    ...transfer,
    acceptedAt: transfer.acceptedAt ?? live.acceptedAt,
    connectedAt: joined ? (transfer.connectedAt ?? at) : transfer.connectedAt,
    status: joined ? ("connected" as const) : ("accepted" as const),
  };
  const moved = joined ? base : sent(base, around);
  return { transfer: moved, attempts: next, actions: [...calls(base, moved), ...legs] };
}

function nobodyLeft(transfer: TransferState, attempts: AttemptState[], around: Surroundings): Decision {
  const last = attempts.at(-1);
  // The advisor hung up after the conversation.
  if (transfer.connectedAt !== null && last?.connectedAt != null) {
    const done = over(transfer, attempts, around, "completed", null);
    return { ...done, actions: [...done.actions, { type: "end_call" }] };
  }
  const mayRing =
    transfer.wantedNumber === null ? attempts.length < around.maxAttempts : attempts.length === 0;
  if (mayRing) {
    const waits = around.isOnStream ? transfer : sent(transfer, around);
    const status = "requested" as const;
    return {
      transfer: { ...waits, status, acceptedAt: null },
      attempts,
      actions: [...calls(transfer, waits), ...legActions(attempts, around), { type: "pick_next" }],
    };
  }
  return giveUp(transfer, attempts, around, "nobody_answered");
}

/** Nobody (more) can be rung: the agent has the caller again. */
export function giveUp(
  transfer: TransferState,
  attempts: AttemptState[],
  around: Surroundings,
  why: TransferFailure,
): Decision {
  return over(transfer, attempts, around, "returned_to_agent", why);
}

/** Ends it: whoever still rings is let go, and a caller who goes back to the agent is brought there. */
function over(
  transfer: TransferState,
  attempts: AttemptState[],
  around: Surroundings,
  status: TransferStatus,
  failure: TransferFailure | null,
): Decision {
  const ended = { ...transfer, status, failure, endedAt: around.now };
  const goesBack = status === "returned_to_agent";
  // Where the caller is sent now is another place than before.
  const placed = goesBack ? { ...ended, callerSentAt: null, callerArrivedAt: null } : ended;
  return settled(
    placed,
    attempts.map((one) => drop(one, around.now)),
    around,
  );
}

function settled(transfer: TransferState, attempts: AttemptState[], around: Surroundings): Decision {
  const goesBack = transfer.status === "returned_to_agent" && !around.callHasEnded && !around.isOnStream;
  const moved = goesBack ? sent(transfer, around) : transfer;
  return {
    transfer: moved,
    attempts,
    actions: [...calls(transfer, moved), ...legActions(attempts, around)],
  };
}

/** Notes that Twilio is told where the caller goes; again when it did not follow. */
function sent(transfer: TransferState, { now }: Surroundings): TransferState {
  if (transfer.callerArrivedAt !== null) return transfer;
  const isLate =
    transfer.callerSentAt === null || now.getTime() - transfer.callerSentAt.getTime() >= ARRIVAL_MS;
  return isLate ? { ...transfer, callerSentAt: now } : transfer;
}

function calls(before: TransferState, after: TransferState): TransferAction[] {
  return before.callerSentAt === after.callerSentAt ? [] : [{ type: "send_caller" }];
}

function legActions(attempts: AttemptState[], { now, ringSeconds }: Surroundings): TransferAction[] {
  return attempts.flatMap((attempt): TransferAction[] => {
    if (attempt.isSettled) return [];
    const { id: attemptId, dialledAt } = attempt;
    const quietMs = ringSeconds * 1000 + SLACK_MS + (attempt.answeredAt === null ? 0 : BRIEFING_MS);
    const isQuiet = now.getTime() - dialledAt.getTime() > quietMs && attempt.connectedAt === null;
    // An order whose answer was lost: there may be a leg that nobody can name yet.
    if (attempt.twilioCallSid === null) return isQuiet ? [{ type: "check_leg", attemptId }] : [];
    if (attempt.droppedAt !== null) return [{ type: "hang_up_leg", attemptId }];
    // Its own TwiML hangs up after a refusal; whether it did is looked at once.
    const wasDeclined =
      attempt.declinedAt !== null && now.getTime() - attempt.declinedAt.getTime() > SLACK_MS;
    return isQuiet || wasDeclined ? [{ type: "check_leg", attemptId }] : [];
  });
}

function drop(attempt: AttemptState, at: Date): AttemptState {
  return attempt.isSettled ? attempt : addAttemptFact(attempt, { type: "dropped", at });
}
