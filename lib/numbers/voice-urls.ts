import type { Scope } from "@/db/client";
import { listNumbers, updateNumber } from "@/db/queries/agents";
import type { PhoneNumber } from "@/db/schema/agents";
import { env } from "@/env";
import { ProviderError } from "@/lib/errors";
import { log } from "@/lib/log";
import type { TwilioCredentials } from "@/lib/providers/twilio/ask";
import {
  fetchOwnedNumber,
  type NumberSettings,
  restoreVoiceUrl,
  type VoiceUrls,
} from "@/lib/providers/twilio/numbers";

/** Where Twilio asks about a call to a number that we answer. */
export function voiceUrlsAt(publicUrl: string): VoiceUrls {
  return {
    voiceUrl: `${publicUrl}/webhooks/voice`,
    voiceFallbackUrl: `${publicUrl}/webhooks/twilio/fallback`,
    statusCallback: `${publicUrl}/voice/status`,
  };
}

export function ourVoiceUrls(): VoiceUrls {
  return voiceUrlsAt(env.PUBLIC_URL);
}

/** Whether Twilio asks exactly these addresses, and nobody before them. */
export function pointsTo(settings: NumberSettings, urls: VoiceUrls): boolean {
  return (
    settings.voiceUrl === urls.voiceUrl &&
    settings.voiceFallbackUrl === urls.voiceFallbackUrl &&
    settings.statusCallback === urls.statusCallback &&
    settings.applicationSid === "" &&
    settings.trunkSid === ""
  );
}

/** Keeps what Twilio was told before us, once, so that it can be put back (twilio.md §9.2). */
export async function rememberVoiceUrl(
  scope: Scope,
  number: Pick<PhoneNumber, "id" | "previousVoiceUrl">,
  voiceUrl: string,
): Promise<void> {
  if (number.previousVoiceUrl !== null || voiceUrl === "" || voiceUrl.startsWith(env.PUBLIC_URL)) return;
  await updateNumber(scope, number.id, { previousVoiceUrl: voiceUrl });
}

/** As the business leaves: its numbers go back to whom they asked before us. What cannot be put back any more is only said. */
export async function giveBackNumbers(scope: Scope, credentials: TwilioCredentials): Promise<void> {
  const ours = (await listNumbers(scope)).filter((number) => number.owned && number.previousVoiceUrl);
  for (const number of ours) {
    try {
      const { voiceUrl } = await fetchOwnedNumber(credentials, number.twilioNumberSid);
      if (voiceUrl !== ourVoiceUrls().voiceUrl) continue;
      await restoreVoiceUrl(credentials, number.twilioNumberSid, number.previousVoiceUrl ?? "");
      await updateNumber(scope, number.id, { previousVoiceUrl: null });
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      log.warn({ err: error, tenantId: scope.tenantId, numberId: number.id }, "number not given back");
    }
  }
}
