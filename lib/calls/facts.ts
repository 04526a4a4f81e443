import type { Call } from "@/db/schema/calls";
import {
  type AnsweredBy,
  ATTENTION_REASONS,
  type AttentionReason,
  type CallOutcome,
  type CallStatus,
  DIAL_STATES,
  type DialState,
} from "@/lib/vocabulary";
import { isProgress } from "./status";

export type TelephoneEnd = Extract<CallStatus, "completed" | "no_answer" | "busy" | "canceled" | "failed">;

/** What one event says about the call; every vendor's words are translated into these (interpret, then act). */
export type CallFact =
  | { type: "progressed"; status: "initiated" | "ringing" | "in_progress"; at: Date }
  | { type: "ended"; status: TelephoneEnd; at: Date; durationSeconds: number | null }
  /** What the vendor answered to our order to dial; who answers or reports for a call has accepted it. */
  | {
      type: "dialled";
      at: Date;
      state: DialState;
      twilioCallSid: string | null;
      conversationId: string | null;
      /** Why it was refused. */
      error: { code: string; message: string } | null;
    }
  | { type: "hang_up_requested"; at: Date }
  | { type: "agent_connected"; at: Date; conversationId: string | null }
  | { type: "stream_ended"; at: Date; reason: string; streamSid: string | null }
  | { type: "went_wrong"; at: Date; code: string; message: string }
  /** A person has to look at the call; `at` is when the caller said why. */
  | { type: "attention_needed"; at: Date; reason: AttentionReason }
  | { type: "result_reported"; at: Date; outcome: CallOutcome; notes: string | null }
  | { type: "machine_detected"; at: Date; answeredBy: AnsweredBy }
  | {
      type: "conversation_reported";
      at: Date;
      conversationId: string;
      title: string | null;
      summary: string | null;
      successful: boolean | null;
      costElevenLabsUsd: string | null;
    };

/** The part of a call's row that its events add up to. */
export type CallState = Pick<
  Call,
  | "status"
  | "outcome"
  | "outcomeAt"
  | "answeredBy"
  | "notes"
  | "dialState"
  | "twilioCallSid"
  | "answeredAt"
  | "endedAt"
  | "durationSeconds"
  | "telephoneEnd"
  | "hangUpRequestedAt"
  | "agentConnectedAt"
  | "elevenLabsConversationId"
  | "streamEndReason"
  | "streamEndedAt"
  | "endedStreamSid"
  | "errorCode"
  | "errorMessage"
  | "errorAt"
  | "reportedAt"
  | "title"
  | "summary"
  | "successful"
  | "conversationCostsUsd"
  | "costElevenLabsUsd"
  | "attentionReason"
  | "attentionAt"
  | "attentionDoneAt"
  | "attentionDoneBy"
>;

/**
 * Adds a fact. The order in which facts arrive and how often does not matter: instants keep the earliest (or latest) of what was
 * said, progress only rises, the first telephone end stays, and the status is worked out anew from what is known.
 */
export function addFact(call: CallState, fact: CallFact): CallState {
  const next = merge(call, fact);
  return { ...next, status: statusOf(next, fact) };
}

function merge(call: CallState, fact: CallFact): CallState {
  switch (fact.type) {
    case "progressed":
      return fact.status === "in_progress"
        ? { ...call, answeredAt: earliest(call.answeredAt, fact.at) }
        : call;
    case "ended":
      if (call.telephoneEnd !== null && call.telephoneEnd !== fact.status) return call;
      return {
        ...call,
        telephoneEnd: fact.status,
        endedAt: earliest(call.endedAt, fact.at),
        durationSeconds: largest(call.durationSeconds, fact.durationSeconds),
      };
    case "dialled":
      return mergeDial(call, fact);
    case "hang_up_requested":
      return { ...call, hangUpRequestedAt: earliest(call.hangUpRequestedAt, fact.at) };
    case "agent_connected": {
      const known = rank(call.agentConnectedAt, call.elevenLabsConversationId);
      const first = call.agentConnectedAt === null || rank(fact.at, fact.conversationId) < known;
      return {
        ...call,
        agentConnectedAt: earliest(call.agentConnectedAt, fact.at),
        elevenLabsConversationId: first
          ? (fact.conversationId ?? call.elevenLabsConversationId)
          : (call.elevenLabsConversationId ?? fact.conversationId),
      };
    }
    case "stream_ended": {
      const newest =
        rank(fact.at, fact.reason, fact.streamSid) >
        rank(call.streamEndedAt, call.streamEndReason, call.endedStreamSid);
      return newest
        ? { ...call, streamEndedAt: fact.at, streamEndReason: fact.reason, endedStreamSid: fact.streamSid }
        : call;
    }
    case "went_wrong": {
      // The first thing that went wrong is the cause; what followed is in the events.
      const first =
        call.errorAt === null ||
        rank(fact.at, fact.code, fact.message) < rank(call.errorAt, call.errorCode, call.errorMessage);
      return first ? { ...call, errorAt: fact.at, errorCode: fact.code, errorMessage: fact.message } : call;
    }
    case "attention_needed":
      return mergeAttention(call, fact);
    case "result_reported":
      // The caller may change their mind: what was settled last counts.
      if (rank(fact.at, fact.outcome, fact.notes) < rank(call.outcomeAt, call.outcome, call.notes))
        return call;
      return { ...call, outcome: fact.outcome, outcomeAt: fact.at, notes: fact.notes };
    case "machine_detected":
      return CERTAINTY.indexOf(fact.answeredBy) > certaintyOf(call.answeredBy)
        ? { ...call, answeredBy: fact.answeredBy }
        : call;
    case "conversation_reported": {
      // A call that changed agents has several conversations: each costs, the last one tells how it ended.
      const { title, summary, successful } = fact;
      const costs =
        fact.costElevenLabsUsd === null
          ? call.conversationCostsUsd
          : { ...call.conversationCostsUsd, [fact.conversationId]: fact.costElevenLabsUsd };
      const newest =
        rank(fact.at, title, summary, String(successful)) >
        rank(call.reportedAt, call.title, call.summary, String(call.successful));
      return {
        ...call,
        ...(newest ? { reportedAt: fact.at, title, summary, successful } : {}),
        elevenLabsConversationId: conversationOf(call, fact.conversationId),
        conversationCostsUsd: costs,
        costElevenLabsUsd: sumUsd(Object.values(costs)),
      };
    }
  }
}

/** Of several verdicts the surest counts: a machine has to be heard, a human is whoever does not sound like one (twilio.md §8). */
const CERTAINTY: readonly AnsweredBy[] = ["unknown", "human", "machine", "fax"];

const certaintyOf = (answeredBy: AnsweredBy | null) =>
  answeredBy === null ? -1 : CERTAINTY.indexOf(answeredBy);

/**
 * The gravest reason counts, and when it was first given. Only a person takes it back; what is said after that, or is graver than what
 * they saw, asks for one again.
 */
function mergeAttention(
  call: CallState,
  { at, reason }: Extract<CallFact, { type: "attention_needed" }>,
): CallState {
  const { attentionReason: known, attentionDoneAt: doneAt } = call;
  const isGraver = known === null || ATTENTION_REASONS.indexOf(reason) < ATTENTION_REASONS.indexOf(known);
  const reopens = doneAt !== null && (isGraver || at > doneAt);
  const open = reopens ? { attentionDoneAt: null, attentionDoneBy: null } : {};
  if (isGraver || reopens)
    return {
      ...call,
      ...open,
      attentionReason: isGraver ? reason : known,
      attentionAt: at,
    };
  return reason === known ? { ...call, attentionAt: earliest(call.attentionAt, at) } : call;
}

function progressOf(fact: CallFact): CallStatus | undefined {
  if (fact.type === "progressed") return fact.status;
  return fact.type === "dialled" && fact.state === "accepted" ? "initiated" : undefined;
}

/** Being accepted is certain knowledge and stays; a refusal is the end of a call that never began. */
function mergeDial(call: CallState, fact: Extract<CallFact, { type: "dialled" }>): CallState {
  const known = call.dialState === null ? -1 : DIAL_STATES.indexOf(call.dialState);
  const next: CallState = {
    ...call,
    dialState: DIAL_STATES.indexOf(fact.state) > known ? fact.state : call.dialState,
    twilioCallSid: call.twilioCallSid ?? fact.twilioCallSid,
    elevenLabsConversationId:
      fact.conversationId === null
        ? call.elevenLabsConversationId
        : conversationOf(call, fact.conversationId),
  };
  if (fact.error === null) return next;
  const failed = merge(next, { type: "went_wrong", at: fact.at, ...fact.error });
  return fact.state === "refused"
    ? merge(failed, { type: "ended", status: "failed", at: fact.at, durationSeconds: null })
    : failed;
}

/** Which conversation the call began with is the bridge's to say, when it has. */
function conversationOf(call: CallState, conversationId: string): string {
  return call.agentConnectedAt === null
    ? smaller(call.elevenLabsConversationId, conversationId)
    : (call.elevenLabsConversationId ?? conversationId);
}

function statusOf(call: CallState, fact: CallFact): CallStatus {
  const end = call.telephoneEnd;
  if (end === null) {
    const reached = progressOf(fact);
    return reached && isProgress(call.status, reached) ? reached : call.status;
  }
  if (call.hangUpRequestedAt !== null && (end === "completed" || end === "canceled")) return "ended_manually";
  // Twilio calls it completed when somebody answered; for the business a call in which nobody spoke for it has failed.
  if (end === "completed" && call.errorCode !== null && call.agentConnectedAt === null) return "failed";
  return end;
}

function smaller(known: string | null, said: string): string {
  return known !== null && known < said ? known : said;
}

/** Decimal dollars with six places, without the rounding of binary fractions. */
function sumUsd(amounts: string[]): string | null {
  if (amounts.length === 0) return null;
  const micros = amounts.reduce((sum, amount) => sum + Math.round(Number(amount) * 1e6), 0);
  return (micros / 1e6).toFixed(6);
}

function earliest(known: Date | null, said: Date): Date {
  return known !== null && known <= said ? known : said;
}

function largest(known: number | null, said: number | null): number | null {
  if (known === null) return said;
  return said === null ? known : Math.max(known, said);
}

/** Of two facts of the same instant their words decide, never the order in which they arrived. Nothing ranks lowest. */
function rank(at: Date | null, ...words: (string | null)[]): string {
  return at === null ? "" : [at.toISOString(), ...words.map((word) => word ?? "")].join("\n");
}
