import { type Scope, withTransaction } from "@/db/client";
import { findAgent, type NumberWithAgent, updateNumber } from "@/db/queries/agents";
import { notifyTenant } from "@/db/queries/calls";
import { writeAudit } from "@/db/queries/team";
import { getElevenLabsCredentials, getTwilioCredentials } from "@/lib/accounts/credentials";
import { atVendor } from "@/lib/accounts/vendor-setup";
import { ProviderError } from "@/lib/errors";
import {
  forgetNumber,
  importNumber as orderImport,
  listImportedNumbers,
} from "@/lib/providers/elevenlabs/phone-numbers";
import { fetchOwnedNumber, pointNumber } from "@/lib/providers/twilio/numbers";
import { getNumber, getOwnedNumber } from "./get-number";
import { ourVoiceUrls, rememberVoiceUrl } from "./voice-urls";

/**
 * Makes a number known to ElevenLabs, as native outbound calls need. Who answers its inbound calls stays as it was: importing sends
 * them to ElevenLabs (elevenlabs.md §2.3), so a number that we answer is pointed back at us at once.
 */
export async function importNumber(scope: Scope, numberId: string): Promise<NumberWithAgent> {
  await getOwnedNumber(scope, numberId);
  // One at a time: of two first calls at once the second finds the number imported.
  return atVendor(scope, async () => importAndKeep(scope, await getOwnedNumber(scope, numberId)));
}

async function importAndKeep(scope: Scope, number: NumberWithAgent): Promise<NumberWithAgent> {
  const twilio = await getTwilioCredentials(scope);
  const takeBack = () => pointNumber(twilio, number.twilioNumberSid, ourVoiceUrls());
  try {
    await importAtVendor(scope, number, { again: false });
  } catch (error) {
    // The import may have happened all the same, and moved the calls. Should this fail too, the health check says so.
    if (number.inboundVia === "centralita" && error instanceof ProviderError && error.mayHaveHappened)
      await takeBack().catch(() => undefined);
    throw error;
  }
  if (number.inboundVia === "centralita") await takeBack();
  await withTransaction(scope, async (inner) => {
    await writeAudit(inner, { action: "number.import", subject: number.phoneNumber });
    await notifyTenant(inner, { type: "numbers" });
  });
  return getNumber(scope, number.id);
}

/**
 * Answers ElevenLabs' id of the number, on record by then. `again`: imported anew even if it is known there, which is the published
 * way to make ElevenLabs send the inbound calls to itself.
 */
export async function importAtVendor(
  scope: Scope,
  number: NumberWithAgent,
  { again }: { again: boolean },
): Promise<string> {
  const { apiKey } = await getElevenLabsCredentials(scope);
  const twilio = await getTwilioCredentials(scope);
  await rememberVoiceUrl(scope, number, (await fetchOwnedNumber(twilio, number.twilioNumberSid)).voiceUrl);
  const known = await findImported(apiKey, number.phoneNumber);
  if (known.length > 0 && !again) return keepId(scope, number, known[0] ?? "");
  for (const id of known) await forgetNumber(apiKey, id);
  if (known.length > 0) await updateNumber(scope, number.id, { elevenLabsNumberId: null });
  const agent = number.agentId === null ? undefined : await findAgent(scope, number.agentId);
  const order = {
    phoneNumber: number.phoneNumber,
    label: number.label,
    ...twilio,
    // Between the import and the pointing back a caller reaches this one.
    vendorAgentId: agent?.mode === "native" ? agent.elevenLabsAgentId : null,
  };
  try {
    return await keepId(scope, number, await orderImport(apiKey, order));
  } catch (error) {
    if (!(error instanceof ProviderError) || !error.mayHaveHappened) throw error;
    const [made] = await findImported(apiKey, number.phoneNumber);
    if (made === undefined) throw error;
    return keepId(scope, number, made);
  }
}

async function findImported(apiKey: string, phoneNumber: string): Promise<string[]> {
  const listed = await listImportedNumbers(apiKey);
  return listed.filter((candidate) => candidate.phoneNumber === phoneNumber).map(({ id }) => id);
}

async function keepId(
  scope: Scope,
  number: Pick<NumberWithAgent, "id">,
  elevenLabsNumberId: string,
): Promise<string> {
  await updateNumber(scope, number.id, { elevenLabsNumberId });
  return elevenLabsNumberId;
}
