import type { Scope } from "@/db/client";
import { findNumber } from "@/db/queries/agents";
import type { Call } from "@/db/schema/calls";
import { env } from "@/env";
import { getElevenLabsCredentials } from "@/lib/accounts/credentials";
import { openInitiation } from "@/lib/calls/initiation";
import { recordCallEvents } from "@/lib/calls/record-event";
import { sayAndHangUp } from "@/lib/calls/say-and-hang-up";
import { AppError, ProviderError } from "@/lib/errors";
import { placeVendorCall, registerCall } from "@/lib/providers/elevenlabs/telephony";
import { foreignTwiml, type Twiml } from "@/lib/providers/twilio/twiml";
import { resumptionOf } from "@/lib/transfers/resumption";
import { askForMessage } from "@/lib/voicemail/ask-for-message";
import type { CallMode, Dialled } from "./mode";

/** ElevenLabs carries the audio itself: it writes the TwiML of a call that reaches us, and places calls with numbers it knows. */
export const nativeMode: CallMode = {
  answer: (scope, call) =>
    Promise.resolve(() => register({ tenantId: scope.tenantId, actor: scope.actor }, call)),
  // What ElevenLabs plays to them is not ours to mix.
  holds: () => false,
  dial,
};

async function register(scope: Scope, call: Call): Promise<Twiml> {
  const at = new Date();
  // Whom nobody has answered cannot be back from anywhere.
  const resume = call.answeredAt === null ? undefined : await resumptionOf(scope, call.id);
  try {
    const { agent, init } = await openInitiation(scope, call, resume);
    const { apiKey } = await getElevenLabsCredentials(scope);
    const twiml = foreignTwiml(
      await registerCall(apiKey, {
        vendorAgentId: agent.elevenLabsAgentId,
        from: call.fromNumber,
        to: call.toNumber,
        direction: call.direction,
        init,
      }),
    );
    if (!twiml) throw new ProviderError("elevenlabs", "the answer is not TwiML", { permanent: false });
    await recordCallEvents(scope, call.id, [
      {
        source: "system",
        // A caller who comes back from a transfer is registered again (elevenlabs.md §2.2: fresh TwiML each time).
        externalKey: `answer:registered:${at.getTime()}`,
        type: "answer_given",
        occurredAt: at,
        payload: { reason: "registered" },
        fact: { type: "progressed", status: "in_progress", at },
      },
    ]);
    return twiml;
  } catch (error) {
    if (!(error instanceof ProviderError || error instanceof AppError)) throw error;
    const code = error instanceof ProviderError ? "agent_unreachable" : error.message;
    await recordCallEvents(scope, call.id, [
      {
        source: "system",
        externalKey: "answer:not_registered",
        type: "answer_given",
        occurredAt: at,
        payload: { message: error.message, ...(resume ? { code } : { reason: code, sentence: "apology" }) },
        fact: { type: "went_wrong", at, code, message: error.message },
      },
    ]);
    // Whom nobody could attend to, neither a person nor the agent, leaves word at least.
    return resume ? askForMessage(scope, call) : sayAndHangUp(scope, call, "apology");
  }
}

async function dial(scope: Scope, call: Call): Promise<Dialled> {
  const [{ agent, init }, { apiKey }, number] = await Promise.all([
    openInitiation(scope, call),
    getElevenLabsCredentials(scope),
    call.numberId ? findNumber(scope, { id: call.numberId }) : undefined,
  ]);
  if (!number?.elevenLabsNumberId) throw new AppError("conflict", "number_not_imported");
  const placed = await placeVendorCall(apiKey, {
    vendorAgentId: agent.elevenLabsAgentId,
    vendorNumberId: number.elevenLabsNumberId,
    to: call.toNumber,
    ringSeconds: env.RING_TIMEOUT_SECONDS,
    init,
  });
  if (!placed.success) {
    throw new ProviderError("elevenlabs", placed.message || "the call was refused", { permanent: true });
  }
  return { twilioCallSid: placed.callSid, conversationId: placed.conversationId };
}
