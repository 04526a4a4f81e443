import { type Scope, withTransaction } from "@/db/client";
import { listNumbers, markNumbersGone, type NumberWithAgent, saveOwnedNumbers } from "@/db/queries/agents";
import { notifyTenant } from "@/db/queries/calls";
import { writeAudit } from "@/db/queries/team";
import { getTwilioCredentials } from "@/lib/accounts/credentials";
import { listOwnedNumbers, pointNumber } from "@/lib/providers/twilio/numbers";
import { ourVoiceUrls, pointsTo, rememberVoiceUrl } from "./voice-urls";

export interface SyncResult {
  added: number;
  gone: number;
  refused: string[];
  numbers: NumberWithAgent[];
}

/**
 * Takes over what Twilio says the account owns, and tells Twilio to ask us about calls to those numbers. The house first: a number
 * whose webhooks could not be set yet is set by the next synchronisation.
 */
export async function syncNumbers(scope: Scope): Promise<SyncResult> {
  const credentials = await getTwilioCredentials(scope);
  const listed = await listOwnedNumbers(credentials);
  const result = await withTransaction(scope, async (inner) => {
    const saved = await saveOwnedNumbers(
      inner,
      listed.map(({ sid, phoneNumber, label }) => ({ phoneNumber, label, twilioNumberSid: sid })),
    );
    const held = new Set(saved.map(({ phoneNumber }) => phoneNumber));
    const counts = {
      added: saved.filter(({ added }) => added).length,
      gone: await markNumbersGone(inner, [...held]),
      refused: listed.map(({ phoneNumber }) => phoneNumber).filter((phoneNumber) => !held.has(phoneNumber)),
    };
    await writeAudit(inner, { action: "numbers.sync", subject: credentials.accountSid, details: counts });
    await notifyTenant(inner, { type: "numbers" });
    return { ...counts, numbers: await listNumbers(inner) };
  });
  for (const number of result.numbers.filter(({ owned }) => owned)) {
    const settings = listed.find(({ sid }) => sid === number.twilioNumberSid);
    // ElevenLabs answers this one: its addresses are the vendor's.
    if (!settings || number.inboundVia === "elevenlabs" || pointsTo(settings, ourVoiceUrls())) continue;
    await rememberVoiceUrl(scope, number, settings.voiceUrl);
    await pointNumber(credentials, number.twilioNumberSid, ourVoiceUrls());
  }
  return result;
}
