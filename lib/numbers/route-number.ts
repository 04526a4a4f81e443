import { type Scope, withTransaction } from "@/db/client";
import { type AgentWithNumbers, type NumberWithAgent, updateNumber } from "@/db/queries/agents";
import { notifyTenant } from "@/db/queries/calls";
import { writeAudit } from "@/db/queries/team";
import { getElevenLabsCredentials, getTwilioCredentials } from "@/lib/accounts/credentials";
import { getAgent } from "@/lib/agents/save-agent";
import { AppError } from "@/lib/errors";
import { assignVendorAgent } from "@/lib/providers/elevenlabs/phone-numbers";
import { fetchOwnedNumber, pointNumber } from "@/lib/providers/twilio/numbers";
import type { NumberRouteKind } from "@/lib/vocabulary";
import { getNumber, getOwnedNumber } from "./get-number";
import { importAtVendor } from "./import-number";
import { ourVoiceUrls, rememberVoiceUrl } from "./voice-urls";

/**
 * Who is asked first when somebody calls the number. Applied again when it is so already: that mends what was changed at the vendors.
 * Throws `conflict` when ElevenLabs is to answer for an agent that is not its own to carry.
 */
export async function routeNumber(
  scope: Scope,
  numberId: string,
  inboundVia: NumberRouteKind,
): Promise<NumberWithAgent> {
  const number = await getOwnedNumber(scope, numberId);
  if (inboundVia === "elevenlabs") await handOver(scope, number);
  else await takeBack(scope, number);
  await withTransaction(scope, async (inner) => {
    await updateNumber(inner, numberId, { inboundVia });
    await writeAudit(inner, {
      action: "number.route",
      subject: number.phoneNumber,
      details: { from: number.inboundVia, to: inboundVia },
    });
    await notifyTenant(inner, { type: "numbers" });
  });
  return getNumber(scope, numberId);
}

async function handOver(scope: Scope, number: NumberWithAgent): Promise<void> {
  const agent = number.agentId === null ? undefined : await getAgent(scope, number.agentId);
  const vendorAgentId = agent && carriedByVendor(agent);
  if (!vendorAgentId) throw new AppError("conflict", "route_needs_native");
  const { apiKey } = await getElevenLabsCredentials(scope);
  try {
    const id = await importAtVendor(scope, number, { again: true });
    await assignVendorAgent(apiKey, id, vendorAgentId);
  } catch (error) {
    // Half a hand-over reaches nobody: the calls come back to us. Should this fail too, the health check says so.
    const isBack = await takeBack(scope, number).then(
      () => true,
      () => false,
    );
    if (isBack) await updateNumber(scope, number.id, { inboundVia: "centralita" });
    throw error;
  }
}

async function takeBack(scope: Scope, number: NumberWithAgent): Promise<void> {
  const twilio = await getTwilioCredentials(scope);
  if (number.previousVoiceUrl === null && number.inboundVia === "centralita")
    await rememberVoiceUrl(scope, number, (await fetchOwnedNumber(twilio, number.twilioNumberSid)).voiceUrl);
  await pointNumber(twilio, number.twilioNumberSid, ourVoiceUrls());
}

/** The vendor's id of an agent that ElevenLabs can answer for by itself. */
export function carriedByVendor(
  agent: Pick<AgentWithNumbers, "mode" | "elevenLabsAgentId">,
): string | undefined {
  return agent.mode === "native" ? (agent.elevenLabsAgentId ?? undefined) : undefined;
}

/**
 * Before a number gets another agent: keeps ElevenLabs' assignment in step, or takes the calls back when the new agent is none that
 * ElevenLabs carries. Answers the route from then on; throws when the vendor refuses, and then nothing has changed.
 */
export async function settleRoute(
  scope: Scope,
  number: NumberWithAgent,
  agent: AgentWithNumbers | undefined,
): Promise<NumberRouteKind> {
  if (number.inboundVia === "centralita" || !number.owned) return "centralita";
  const vendorAgentId = agent && carriedByVendor(agent);
  if (vendorAgentId && number.elevenLabsNumberId !== null) {
    const { apiKey } = await getElevenLabsCredentials(scope);
    await assignVendorAgent(apiKey, number.elevenLabsNumberId, vendorAgentId);
    return "elevenlabs";
  }
  await takeBack(scope, number);
  return "centralita";
}
