import type { TransferAttempt } from "@/db/schema/transfers";
import { type AttemptStatus, DIAL_STATES, type DialState } from "@/lib/vocabulary";
import type { TelephoneEnd } from "@/lib/calls/facts";

/** What is known of one advisor's telephone. */
export type AttemptState = Pick<
  TransferAttempt,
  | "id"
  | "position"
  | "status"
  | "dialState"
  | "twilioCallSid"
  | "dialledAt"
  | "ringingAt"
  | "answeredAt"
  | "acceptedAt"
  | "declinedAt"
  | "droppedAt"
  | "connectedAt"
  | "endedAt"
  | "telephoneEnd"
  | "errorCode"
  | "errorMessage"
  | "isSettled"
>;

/** What somebody says of an advisor's telephone; in any order, and as often as they like. */
export type AttemptFact =
  | {
      type: "dialled";
      at: Date;
      state: DialState;
      twilioCallSid: string | null;
      error: { code: string; message: string } | null;
    }
  | { type: "ringing"; at: Date; twilioCallSid: string }
  | { type: "answered"; at: Date; twilioCallSid: string }
  /** The advisor pressed 1. */
  | { type: "accepted"; at: Date }
  /** Another key, or none while the brief was heard. */
  | { type: "declined"; at: Date }
  | { type: "connected"; at: Date }
  | { type: "ended"; at: Date; end: TelephoneEnd; twilioCallSid: string | null }
  /** Nobody waits for this telephone any more. */
  | { type: "dropped"; at: Date };

const OVER: ReadonlySet<AttemptStatus> = new Set([
  "no_answer",
  "busy",
  "declined",
  "failed",
  "canceled",
  "completed",
]);

/** True once this advisor will not take the call any more, whether or not Twilio has said that the leg is gone. */
export function isOver({ status }: Pick<AttemptState, "status">): boolean {
  return OVER.has(status);
}

/**
 * Adds a fact. Instants keep the earliest of what was said and the first end stays, so the order of facts and their repetition do not
 * matter; but for one thing: of `accepted`, `declined` and `dropped` the first to be known decides, because an advisor was told so.
 */
export function addAttemptFact(attempt: AttemptState, fact: AttemptFact): AttemptState {
  const next = merge(attempt, fact);
  const isSettled = next.telephoneEnd !== null || next.dialState === "refused";
  return { ...next, isSettled, status: statusOf(next) };
}

function merge(attempt: AttemptState, fact: AttemptFact): AttemptState {
  switch (fact.type) {
    case "dialled":
      return mergeDial(attempt, fact);
    case "ringing":
      return { ...reached(attempt, fact), ringingAt: earliest(attempt.ringingAt, fact.at) };
    case "answered":
      return { ...reached(attempt, fact), answeredAt: earliest(attempt.answeredAt, fact.at) };
    case "accepted":
      return isDecided(attempt) ? attempt : { ...attempt, acceptedAt: fact.at };
    case "declined":
      return isDecided(attempt) ? attempt : { ...attempt, declinedAt: fact.at };
    case "connected":
      return attempt.acceptedAt === null || attempt.telephoneEnd !== null
        ? attempt
        : { ...attempt, connectedAt: earliest(attempt.connectedAt, fact.at) };
    case "ended":
      if (attempt.telephoneEnd !== null) return attempt;
      return {
        ...reached(attempt, fact),
        telephoneEnd: fact.end,
        endedAt: earliest(attempt.endedAt, fact.at),
      };
    case "dropped":
      return attempt.droppedAt === null && !isOver(attempt) ? { ...attempt, droppedAt: fact.at } : attempt;
  }
}

function isDecided({ acceptedAt, declinedAt, droppedAt, telephoneEnd }: AttemptState): boolean {
  return acceptedAt !== null || declinedAt !== null || droppedAt !== null || telephoneEnd !== null;
}

/** Whoever speaks of a leg has seen that Twilio accepted it, also when its own answer was lost. */
function reached(attempt: AttemptState, { twilioCallSid }: { twilioCallSid: string | null }): AttemptState {
  if (twilioCallSid === null) return attempt;
  return { ...attempt, dialState: "accepted", twilioCallSid: attempt.twilioCallSid ?? twilioCallSid };
}

function mergeDial(attempt: AttemptState, fact: Extract<AttemptFact, { type: "dialled" }>): AttemptState {
  const isMoreCertain = DIAL_STATES.indexOf(fact.state) > DIAL_STATES.indexOf(attempt.dialState);
  if (!isMoreCertain) return attempt;
  return {
    ...attempt,
    dialState: fact.state,
    twilioCallSid: attempt.twilioCallSid ?? fact.twilioCallSid,
    errorCode: fact.error?.code ?? attempt.errorCode,
    errorMessage: fact.error?.message ?? attempt.errorMessage,
    endedAt: fact.state === "refused" ? earliest(attempt.endedAt, fact.at) : attempt.endedAt,
  };
}

function statusOf(attempt: AttemptState): AttemptStatus {
  const { telephoneEnd: end } = attempt;
  if (end !== null || attempt.dialState === "refused") {
    if (attempt.connectedAt !== null) return "completed";
    if (end === null) return "failed";
    if (attempt.droppedAt !== null) return "canceled";
    if (end === "failed") return "failed";
    if (end === "busy") return "busy";
    // Answered and over without a 1: a mailbox, or somebody who hung up while the brief was heard.
    return end === "completed" ? "declined" : "no_answer";
  }
  if (attempt.droppedAt !== null) return attempt.connectedAt === null ? "canceled" : "completed";
  if (attempt.declinedAt !== null) return "declined";
  if (attempt.connectedAt !== null) return "connected";
  if (attempt.acceptedAt !== null) return "accepted";
  if (attempt.answeredAt !== null) return "answered";
  return attempt.ringingAt === null ? "dialing" : "ringing";
}

function earliest(known: Date | null, said: Date): Date {
  return known !== null && known <= said ? known : said;
}
