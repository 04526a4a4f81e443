import type { Scope } from "@/db/client";
import { getTenant } from "@/db/queries/team";
import { findLastTransfer, updateTransfer } from "@/db/queries/transfers";
import type { Call } from "@/db/schema/calls";
import { env } from "@/env";
import { recordCallEvents } from "@/lib/calls/record-event";
import { addressInVoiceOf } from "@/lib/calls/say-and-hang-up";
import { ASKED_FOR_MESSAGE } from "@/lib/messages/silent-task";
import { playAndRecord, type Twiml } from "@/lib/providers/twilio/twiml";

/**
 * Asks the caller for a message in the agent's voice, and records it: what Twilio is told when nobody else can take the call.
 * `offersPerson`: a key brings a person instead (lib/ladder/bring-person.ts).
 */
export async function askForMessage(
  scope: Scope,
  call: Pick<Call, "id" | "agentId">,
  { offersPerson = false }: { offersPerson?: boolean } = {},
): Promise<Twiml> {
  const at = new Date();
  await recordCallEvents(scope, call.id, [
    {
      source: "system",
      externalKey: ASKED_FOR_MESSAGE,
      type: "answer_given",
      occurredAt: at,
      payload: { reason: "voicemail" },
      // Whoever hears the house has been answered, also where no agent ever spoke.
      fact: { type: "progressed", status: "in_progress", at },
    },
  ]);
  await stayHere(scope, call.id);
  const { messageMaxSeconds } = await getTenant(scope);
  return playAndRecord({
    audioUrl: await addressInVoiceOf(scope, call, offersPerson ? "message_or_person" : "leave_message"),
    ...(offersPerson ? { keyAction: `${env.PUBLIC_URL}/voice/voicemail?offered=1` } : {}),
    maxSeconds: messageMaxSeconds,
    action: `${env.PUBLIC_URL}/voice/voicemail?done=1`,
    recordingStatusCallback: `${env.PUBLIC_URL}/webhooks/twilio/recording?call_id=${call.id}&for=message`,
  });
}

/** Whom nobody could take is here now: late news of a telephone that rang does not send for them again. */
async function stayHere(scope: Scope, callId: string): Promise<void> {
  const last = await findLastTransfer(scope, callId);
  if (last?.status === "returned_to_agent" && last.callerArrivedAt === null)
    await updateTransfer(scope, last.id, { callerArrivedAt: new Date() });
}
