import type { Scope } from "@/db/client";
import { getTwilioCredentials } from "@/lib/accounts/credentials";
import { AppError, ProviderError } from "@/lib/errors";
import { log } from "@/lib/log";
import { endTwilioCall, redirectTwilioCall } from "@/lib/providers/twilio/calls";
import { machineAddress } from "./answer-machine";
import type { MachineOrder } from "./take-verdict";

/** Tells Twilio what follows; whether it could be told. */
export async function carryOutMachineOrder(scope: Scope, { type, call }: MachineOrder): Promise<boolean> {
  if (call.twilioCallSid === null) return false;
  try {
    const credentials = await getTwilioCredentials(scope);
    if (type === "hang_up") await endTwilioCall(credentials, call.twilioCallSid);
    else await redirectTwilioCall(credentials, call.twilioCallSid, machineAddress(call.id));
    return true;
  } catch (error) {
    if (!(error instanceof ProviderError || error instanceof AppError)) throw error;
    log.warn({ err: error, tenantId: scope.tenantId, callId: call.id, type }, "machine: Twilio was not told");
    return false;
  }
}
