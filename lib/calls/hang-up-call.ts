import { type Scope, withTransaction } from "@/db/client";
import { type CallWithAgent, notifyHangUp } from "@/db/queries/calls";
import { writeAudit } from "@/db/queries/team";
import { getTwilioCredentials } from "@/lib/accounts/credentials";
import { AppError } from "@/lib/errors";
import { endTwilioCall } from "@/lib/providers/twilio/rest";
import { getCall } from "./get-call";
import { recordCallEvents } from "./record-event";
import { isFinal } from "./status";

/**
 * Asks Twilio to end the call; on record once Twilio has agreed. Its own report of the end may come first: the facts add up to
 * `ended_manually` in either order. Throws `conflict` when the call is over.
 */
export async function hangUpCall(scope: Scope, callId: string): Promise<CallWithAgent> {
  const call = await getCall(scope, callId);
  if (isFinal(call.status) || !call.twilioCallSid) throw new AppError("conflict", "call_is_over");
  await endTwilioCall(await getTwilioCredentials(scope), call.twilioCallSid);
  const at = new Date();
  await withTransaction(scope, async (inner) => {
    await recordCallEvents(inner, callId, [
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
  });
  return call;
}
