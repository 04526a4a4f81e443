import { updateCall } from "@/db/queries/calls";
import { env } from "@/env";
import { newStreamToken } from "@/lib/calls/stream-token";
import { connectStream } from "@/lib/providers/twilio/twiml";
import type { CallMode } from "./mode";

/** The audio flows through our own relay: Twilio Media Streams on one side, the ElevenLabs Agents socket on the other. */
export const bridgeMode: CallMode = {
  async answer(scope, call) {
    const { token, hash, expiresAt } = newStreamToken();
    await updateCall(scope, call.id, {
      streamTokenHash: hash,
      streamTokenExpiresAt: expiresAt,
      streamTokenUsedAt: null,
      streamSid: null,
      streamAttempts: call.streamAttempts + 1,
    });
    return connectStream({
      url: `${env.BRIDGE_PUBLIC_URL}/ws/media-stream/${call.id}`,
      statusCallback: `${env.PUBLIC_URL}/webhooks/twilio/stream`,
      parameters: { call_id: call.id, token },
      next: `${env.PUBLIC_URL}/webhooks/twilio/after-stream`,
    });
  },
};
