import type { Scope } from "@/db/client";
import { findNumber } from "@/db/queries/agents";
import type { Call } from "@/db/schema/calls";
import { env } from "@/env";
import { getElevenLabsCredentials } from "@/lib/accounts/credentials";
import { openInitiation } from "@/lib/calls/initiation";
import { recordCallEvents } from "@/lib/calls/record-event";
import { AppError, ProviderError } from "@/lib/errors";
import { askService } from "@/lib/line/note-service";
import { leavesMessage } from "@/lib/machines/detection";
import { placeVendorCall, registerCall } from "@/lib/providers/elevenlabs/telephony";
import { askNext, foreignTwiml, playBefore, type Twiml } from "@/lib/providers/twilio/twiml";
import { noticeAddress, noticeWords } from "@/lib/recordings/open-recording";
import { resumptionOf } from "@/lib/transfers/resumption";
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
      await askService(scope, "agent", () =>
        registerCall(apiKey, {
          vendorAgentId: agent.elevenLabsAgentId,
          from: call.fromNumber,
          to: call.toNumber,
          direction: call.direction,
          init,
        }),
      ),
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
    // It records by itself; who is back from a transfer has been told.
    const noticeUrl = resume ? null : await noticeAddress(scope, call);
    return noticeUrl === null ? twiml : playBefore(noticeUrl, twiml);
  } catch (error) {
    if (!(error instanceof ProviderError || error instanceof AppError)) throw error;
    const code = error instanceof ProviderError ? "agent_unreachable" : error.message;
    await recordCallEvents(scope, call.id, [
      {
        source: "system",
        externalKey: `answer:not_registered:${at.getTime()}`,
        type: "answer_given",
        occurredAt: at,
        payload: { message: error.message, code },
        fact: { type: "went_wrong", at, code, message: error.message },
      },
    ]);
    // What is left of the line has the caller now (lib/ladder/step-down.ts).
    return askNext(`${env.PUBLIC_URL}/webhooks/twilio/after-stream`);
  }
}

async function dial(scope: Scope, call: Call): Promise<Dialled> {
  const [{ agent, init }, { apiKey }, number] = await Promise.all([
    noticeWords(scope, call).then((notice) => openInitiation(scope, call, undefined, notice)),
    getElevenLabsCredentials(scope),
    call.numberId ? findNumber(scope, { id: call.numberId }) : undefined,
  ]);
  if (!number?.elevenLabsNumberId) throw new AppError("conflict", "number_not_imported");
  const placed = await placeVendorCall(apiKey, {
    vendorAgentId: agent.elevenLabsAgentId,
    vendorNumberId: number.elevenLabsNumberId,
    to: call.toNumber,
    ringSeconds: agent.ringSeconds ?? env.RING_TIMEOUT_SECONDS,
    machineDetection: leavesMessage(agent) ? "detect_message_end" : "enable",
    init,
  });
  if (!placed.success) {
    throw new ProviderError("elevenlabs", placed.message || "the call was refused", { permanent: true });
  }
  return { twilioCallSid: placed.callSid, conversationId: placed.conversationId };
}
