import { type Scope, withTransaction } from "@/db/client";
import { findAgent } from "@/db/queries/agents";
import { hasCallEvent } from "@/db/queries/call-events";
import { listTurns, lockCall } from "@/db/queries/calls";
import { findLastTransfer } from "@/db/queries/transfers";
import type { Call } from "@/db/schema/calls";
import { type NewCallEvent, recordCallEvents } from "@/lib/calls/record-event";
import { AppError } from "@/lib/errors";
import type { CallEventSource } from "@/lib/vocabulary";
import { answererOf, decideOnMachine, type MachineDecision } from "./decide";
import { leavesMessage } from "./detection";
import type { Verdict } from "./verdict";

/** What there is to do at Twilio about a call, safe to do twice. */
export interface MachineOrder {
  type: Exclude<MachineDecision["type"], "go_on">;
  call: Call;
}

/** Twilio's word is one, whether it calls back or is asked; ElevenLabs passes on the same one. */
const VERDICT_KEY = "answered_by";

/**
 * Keeps who picked up and decides what follows, once per call: a verdict that is told again is known already. Answers what is to be done
 * once the transaction is over; undefined when the agent goes on. Throws `not_found` for a call of another tenant.
 */
export async function takeVerdict(
  scope: Scope,
  callId: string,
  said: { verdict: Verdict; source: CallEventSource; at: Date; durationMs: number | null },
): Promise<MachineOrder | undefined> {
  return withTransaction(scope, async (inner) => {
    const call = await lockCall(inner, callId);
    if (!call) throw new AppError("not_found", `call ${callId}`);
    const { verdict, source, at, durationMs } = said;
    if (await isKnown(inner, callId)) return undefined;
    const decision = await decideFor(inner, call, verdict);
    const events: NewCallEvent[] = [
      {
        source,
        externalKey: VERDICT_KEY,
        type: "machine_detected",
        occurredAt: at,
        payload: {
          answeredBy: verdict.answeredBy,
          word: verdict.word,
          durationMs,
          action: decision.type,
          ...(decision.type === "go_on" ? { why: decision.why } : {}),
        },
        fact: { type: "machine_detected", at, answeredBy: answererOf(verdict, decision) },
      },
    ];
    if (decision.type === "hang_up" && decision.isVoicemail) events.push(mailboxReached(at));
    const now = await recordCallEvents(inner, callId, events);
    return decision.type === "go_on" ? undefined : { type: decision.type, call: now };
  });
}

async function isKnown(inner: Scope, callId: string): Promise<boolean> {
  const sources = ["twilio", "elevenlabs"] as const;
  for (const source of sources)
    if (await hasCallEvent(inner, callId, { source, externalKey: VERDICT_KEY })) return true;
  return false;
}

async function decideFor(inner: Scope, call: Call, verdict: Verdict): Promise<MachineDecision> {
  const [agent, transfer, turns] = [
    call.agentId ? await findAgent(inner, call.agentId) : undefined,
    await findLastTransfer(inner, call.id),
    await listTurns(inner, call.id),
  ];
  return decideOnMachine(verdict, {
    isOver: call.endedAt !== null || call.hangUpRequestedAt !== null,
    hasTransfer: transfer !== undefined,
    outcome: call.outcome,
    turns,
    leavesMessage: agent !== undefined && leavesMessage(agent),
  });
}

/** After whatever an agent reported of a greeting: what a person settles is not a mailbox's (decide.ts). */
export function mailboxReached(at: Date): NewCallEvent {
  return {
    source: "system",
    externalKey: "machine:voicemail",
    type: "result_reported",
    occurredAt: at,
    payload: { outcome: "voicemail" },
    fact: { type: "result_reported", at, outcome: "voicemail", notes: null },
  };
}
