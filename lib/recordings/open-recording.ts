import type { Scope } from "@/db/client";
import { findAccount, findAgent } from "@/db/queries/agents";
import { listEventsOfTypes } from "@/db/queries/call-events";
import type { Call } from "@/db/schema/calls";
import { env } from "@/env";
import { recordCallEvents } from "@/lib/calls/record-event";
import { addressInVoiceOf } from "@/lib/calls/say-and-hang-up";
import type { Opening } from "@/lib/providers/twilio/twiml";
import { sentenceText } from "@/lib/sentences/sentence-text";
import { declineRecording, planRecording } from "./plan-recording";
import type { Notice } from "./rules";

/** Longer than Twilio waits for an answer and then asks the fallback (twilio.md §2.5). Whoever asks later has had the notice played. */
const ASKED_AGAIN_MS = 20_000;

/**
 * How a call begins that Twilio records, from notice to end, whoever attends to it; null where it does not, or does already. Asked again
 * before Twilio said that it records, the answer is the same. In the transaction of the webhook.
 */
export async function openRecording(scope: Scope, call: Call): Promise<Opening | null> {
  if (call.recordingSid !== null) return null;
  const account = await findAccount(scope, "twilio");
  // Twilio would speak itself instead (twilio.md §3.7).
  if (account?.status === "trial") return null;
  const plan = await planRecording(scope, call);
  if (typeof plan === "string") return null;
  return {
    noticeUrl: await announce(scope, call, plan.notice),
    recordingStatusCallback: `${env.PUBLIC_URL}/webhooks/twilio/recording?call_id=${call.id}&for=call`,
  };
}

/** Address of what is heard before somebody else than `openRecording` begins to record the caller; null: nothing, or they know. */
export async function noticeAddress(scope: Scope, call: Call): Promise<string | null> {
  if (call.recordingSid !== null) return null;
  const plan = await planRecording(scope, call);
  return typeof plan === "string" ? null : announce(scope, call, plan.notice);
}

/**
 * The same, in words that go before the greeting: for calls that ElevenLabs answers or places, where nothing else can be heard first. An
 * agent whose greeting may not be changed cannot say it: then no sound of the call is kept.
 */
export async function noticeWords(scope: Scope, call: Call): Promise<string | null> {
  const plan = await planRecording(scope, call);
  if (typeof plan === "string" || plan.notice === null) return null;
  const agent = call.agentId ? await findAgent(scope, call.agentId) : undefined;
  if (!agent) return null;
  if (!agent.allowedOverrides.includes("agent.first_message")) {
    await declineRecording(scope, call.id, "not_announced");
    return null;
  }
  await noteAnnouncement(scope, call.id, plan.notice);
  return sentenceText(scope, { key: `recording_${plan.notice}`, language: agent.language });
}

async function announce(scope: Scope, call: Call, notice: Notice | null): Promise<string | null> {
  if (notice === null) return null;
  const [announced] = await listEventsOfTypes(scope, call.id, ["recording_announced"]);
  if (announced && Date.now() - announced.occurredAt.getTime() > ASKED_AGAIN_MS) return null;
  await noteAnnouncement(scope, call.id, notice);
  return addressInVoiceOf(scope, call, `recording_${notice}`);
}

async function noteAnnouncement(scope: Scope, callId: string, notice: Notice): Promise<void> {
  await recordCallEvents(scope, callId, [
    {
      source: "system",
      externalKey: "recording_announced",
      type: "recording_announced",
      occurredAt: new Date(),
      payload: { notice },
    },
  ]);
}
