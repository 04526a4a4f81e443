import type { Scope } from "@/db/client";
import { listNumbers } from "@/db/queries/agents";
import { getTwilioCredentials } from "@/lib/accounts/credentials";
import { pointNumber } from "@/lib/providers/twilio/numbers";
import { importAtVendor } from "./import-number";
import { routeNumber } from "./route-number";
import { ourVoiceUrls } from "./voice-urls";

/**
 * ElevenLabs dials with the token it was given when a number was registered, and offers no way to change it (elevenlabs.md §2.3): after
 * a new token every number is registered anew. Who takes its calls stays as it was.
 */
export async function renewRegistrations(scope: Scope): Promise<void> {
  const twilio = await getTwilioCredentials(scope);
  const registered = (await listNumbers(scope)).filter(
    ({ owned, elevenLabsNumberId }) => owned && elevenLabsNumberId !== null,
  );
  for (const number of registered) {
    if (number.inboundVia === "elevenlabs") {
      await routeNumber(scope, number.id, "elevenlabs");
      continue;
    }
    try {
      await importAtVendor(scope, number, { again: true });
    } finally {
      await pointNumber(twilio, number.twilioNumberSid, ourVoiceUrls());
    }
  }
}
