import { type Scope, withTransaction } from "@/db/client";
import { type CallWithAgent, notifyHangUp } from "@/db/queries/calls";
import { writeAudit } from "@/db/queries/team";
import type { Call } from "@/db/schema/calls";
import { getTwilioCredentials } from "@/lib/accounts/credentials";
import { AppError, ProviderError } from "@/lib/errors";
import { log } from "@/lib/log";
import { endTwilioCall } from "@/lib/providers/twilio/calls";
import { getCall } from "./get-call";
import { recordCallEvents } from "./record-event";
import { isFinal } from "./status";

/**
 * Asks Twilio to end the call; on record once Twilio has agreed. Its own report of the end may come first: the facts add up to
 * `ended_manually` in either order. Throws `conflict` when the call is over, ProviderError when Twilio does not end it.
 */
export async function hangUpCall(scope: Scope, callId: string): Promise<CallWithAgent> {
  const call = await getCall(scope, callId);
  if (isFinal(call.status)) throw new AppError("conflict", "call_is_over");
  // An order that Twilio has not confirmed yet is ended by whoever hears the confirmation (dial-call, answer-placed-call, sweep-calls).
  if (call.twilioCallSid) {
    await endTwilioCall(await getTwilioCredentials(scope), call.twilioCallSid);
  } else if (call.dialState === null) {
    throw new AppError("conflict", "call_is_over");
  }
  const at = new Date();
  const now = await withTransaction(scope, async (inner) => {
    const recorded = await recordCallEvents(inner, callId, [
      {
        source: "member",
        externalKey: "hang_up",
        type: "hang_up_requested",
        occurredAt: at,
        payload: { by: scope.actor },
        fact: { type: "hang_up_requested", at },
      },
    ]);
    await writeAudit(inner, { action: "call.hang_up", subject: callId });
    await notifyHangUp(inner, callId);
    return recorded;
  });
  // Confirmed between the look at the call and the record of the wish: whoever heard it did not know of the wish yet.
  if (!call.twilioCallSid) await endIfHungUp(scope, now);
  return call;
}

/**
 * Ends a call that somebody hung up before Twilio's id of it was known. Should Twilio not do it now, the sweep asks again as long as the
 * call goes on.
 */
export async function endIfHungUp(scope: Scope, call: Call): Promise<void> {
  if (call.hangUpRequestedAt === null || call.endedAt !== null || call.twilioCallSid === null) return;
  try {
    await endTwilioCall(await getTwilioCredentials(scope), call.twilioCallSid);
  } catch (error) {
    if (!(error instanceof ProviderError || error instanceof AppError)) throw error;
    log.warn({ err: error, tenantId: scope.tenantId, callId: call.id }, "call not hung up yet");
  }
}
