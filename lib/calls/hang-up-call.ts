import type { Scope } from "@/db/client";
import { type CallWithAgent, findCall, notifyHangUp } from "@/db/queries/calls";
import { writeAudit } from "@/db/queries/team";
import { getTwilioCredentials } from "@/lib/accounts/credentials";
import { AppError } from "@/lib/errors";
import { endTwilioCall } from "@/lib/providers/twilio/rest";
import { isLive } from "./facts";
import { recordCallEvents } from "./record-event";

/**
 * Asks Twilio to end the call; on record once Twilio has agreed. Its own report of the end may come first: the facts add up to
 * `ended_manually` in either order. Throws `conflict` when the call is over.
 */
export async function hangUpCall(scope: Scope, callId: string): Promise<CallWithAgent> {
  const call = await findCall(scope, callId);
  if (!call) throw new AppError("not_found", `call ${callId}`);
  if (!isLive(call) || !call.twilioCallSid) throw new AppError("conflict", "call_is_over");
  await endTwilioCall(await getTwilioCredentials(scope), call.twilioCallSid);
  const at = new Date();
  await recordCallEvents(scope, callId, [
    {
      source: "member",
      externalKey: "hang_up",
      type: "hang_up_requested",
      occurredAt: at,
      payload: { by: scope.actor },
      fact: { type: "hang_up_requested", at },
    },
  ]);
  await writeAudit(scope, { action: "call.hang_up", subject: callId });
  await notifyHangUp(scope, callId);
  return call;
}
