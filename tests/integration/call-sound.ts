import { inject } from "vitest";
import { z } from "zod";
import { recordingView, type RecordingView } from "@/lib/recordings/schema";
import type { Client } from "../support/client";
import { type Fields, postWebhook, voiceFields } from "../support/telephone-webhook";
import type { Business } from "../support/tenant";

/** A call that Twilio asked about, that nobody spoke in, and that then ended. */
export async function ring(business: Business): Promise<{ callId: string; fields: Fields }> {
  const fields = voiceFields(business);
  await postWebhook(business, "/webhooks/voice", fields);
  return { callId: await business.findCallId(fields["From"] ?? ""), fields };
}

export const recordingsOf = (business: Business, callId: string): Promise<RecordingView[]> =>
  business.client.get(`/api/calls/${callId}/recordings`, z.array(recordingView));

export async function listen(
  client: Client,
  recordingId: string,
  headers: Record<string, string> = {},
  method = "GET",
) {
  const response = await fetch(`${inject("house").webUrl}/api/recordings/${recordingId}/audio`, {
    method,
    headers: { ...client.headers(), ...headers },
  });
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
}
