import type { Scope } from "@/db/client";
import type { Call } from "@/db/schema/calls";
import { AppError, ProviderError } from "@/lib/errors";
import { log } from "@/lib/log";
import { prepareMachineMessage } from "@/lib/machines/message";
import { type Dialled, modeOf } from "@/lib/modes/mode";
import type { CallEventType, DialState } from "@/lib/vocabulary";
import type { CallFact } from "./facts";
import { endIfHungUp } from "./hang-up-call";
import { recordCallEvents } from "./record-event";

type Answered = Omit<Extract<CallFact, { type: "dialled" }>, "type" | "at">;

const EVENTS: Record<Exclude<DialState, "pending">, CallEventType> = {
  accepted: "dial_accepted",
  refused: "dial_refused",
  unknown: "dial_unknown",
};

/**
 * Has a reserved call placed, once, and puts on record what the vendor said of it. Throws the vendor's refusal after that; an answer
 * that was lost is no refusal.
 */
export async function dialCall(scope: Scope, call: Call): Promise<void> {
  let dialled: Dialled;
  try {
    dialled = await modeOf(call).dial(scope, call);
  } catch (error) {
    if (!(error instanceof ProviderError || error instanceof AppError)) throw error;
    const isLost = error instanceof ProviderError && error.mayHaveHappened;
    const code = error instanceof ProviderError ? (error.vendorCode ?? error.vendor) : error.message;
    log.warn({ err: error, tenantId: scope.tenantId, callId: call.id, isLost }, "call not placed");
    const now = await conclude(scope, call, {
      state: isLost ? "unknown" : "refused",
      twilioCallSid: null,
      conversationId: null,
      error: { code, message: error.message },
    });
    if (!isLost && now.dialState === "refused") throw error;
    return;
  }
  // While the telephone rings.
  void prepareMachineMessage(scope, call);
  // Somebody may have hung up while the vendor was still being asked.
  await endIfHungUp(scope, await conclude(scope, call, { state: "accepted", ...dialled, error: null }));
}

function conclude(scope: Scope, call: Call, answered: Answered): Promise<Call> {
  const at = new Date();
  const { state, error } = answered;
  return recordCallEvents(scope, call.id, [
    {
      source: "system",
      externalKey: `dial:${state}`,
      type: state === "pending" ? "call_requested" : EVENTS[state],
      occurredAt: at,
      payload: {
        callSid: answered.twilioCallSid,
        conversationId: answered.conversationId,
        ...(error ? { code: error.code, message: error.message } : {}),
      },
      fact: { type: "dialled", at, ...answered },
    },
  ]);
}
