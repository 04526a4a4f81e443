import { addSeconds } from "date-fns";
import { updateCall } from "@/db/queries/calls";
import { env } from "@/env";
import { newToken } from "@/lib/one-time-token";
import { connectStream } from "@/lib/providers/twilio/twiml";
import { openRecording } from "@/lib/recordings/open-recording";
import type { CallMode } from "./mode";
import { placeByTwilio } from "./place-by-twilio";

/** Twilio connects within seconds of the TwiML; a token that lies about longer is of no use to anybody honest. */
const TOKEN_SECONDS = 120;

/** The audio flows through our own relay: Twilio Media Streams on one side, the ElevenLabs Agents socket on the other. */
export const bridgeMode: CallMode = {
  async answer(scope, call) {
    const { token, hash } = newToken();
    await updateCall(scope, call.id, {
      streamTokenHash: hash,
      streamTokenExpiresAt: addSeconds(new Date(), TOKEN_SECONDS),
      streamTokenUsedAt: null,
      streamSid: null,
      streamAttempts: call.streamAttempts + 1,
    });
    return connectStream({
      url: `${env.BRIDGE_PUBLIC_URL}/ws/media-stream/${call.id}`,
      statusCallback: `${env.PUBLIC_URL}/webhooks/twilio/stream`,
      parameters: { call_id: call.id, token },
      next: `${env.PUBLIC_URL}/webhooks/twilio/after-stream`,
      opening: await openRecording(scope, call),
    });
  },

  // The bridge mixes the music under the agent, as long as its stream lasts.
  holds: ({ streamSid, endedStreamSid }) => streamSid !== null && streamSid !== endedStreamSid,

  dial: (scope, call) => placeByTwilio(scope, call, `/webhook/voice/outbound?call_id=${call.id}`),
};
