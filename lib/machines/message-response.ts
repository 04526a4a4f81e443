import { findCall } from "@/db/queries/calls";
import type { Scope } from "@/db/client";
import { AppError } from "@/lib/errors";
import { wavOf } from "@/lib/sentences/telephone-wav";
import { machineMessageOf, speakMachineMessage } from "./message";
import { readMachineMessageName } from "./message-address";

/** Twilio fetches what it plays while the call lasts: an old address tells nobody what is new. */
const FETCHED_WITHIN_MS = 15 * 60_000;

/** WAV, µ-law 8 kHz. Throws `not_found` for an address we did not make, and for a message that is none any more. */
export async function machineMessageResponse(callId: string, name: string): Promise<Response> {
  const owner = readMachineMessageName(callId, name);
  if (!owner) throw new AppError("not_found", "message");
  const scope: Scope = { tenantId: owner.tenantId, actor: "twilio" };
  const call = await findCall(scope, callId);
  const isLongOver = call?.endedAt != null && Date.now() - call.endedAt.getTime() > FETCHED_WITHIN_MS;
  const message = call && !isLongOver ? await machineMessageOf(scope, call) : undefined;
  if (!message) throw new AppError("not_found", "message");
  const audio = await speakMachineMessage(scope, message);
  return new Response(new Uint8Array(wavOf(audio)), {
    headers: { "Content-Type": "audio/wav", "Cache-Control": "private, max-age=3600" },
  });
}
