import type { Scope } from "@/db/client";
import { findAgent } from "@/db/queries/agents";
import { findCall } from "@/db/queries/calls";
import { getTenant } from "@/db/queries/team";
import type { SafetyOrder } from "@/lib/media/port";
import type { Concern } from "./detect";
import { speakEmergency } from "./emergency-speech";
import { fixedWords } from "./words";

/**
 * What a caller is to hear, in the language they spoke. The emergency words come as sound, so that they are heard even if the agent has
 * something else to say; to decline advice is left to the agent.
 */
export async function orderWords(
  scope: Scope,
  callId: string,
  { kind, language }: Concern,
): Promise<SafetyOrder> {
  const [call, { country }] = await Promise.all([findCall(scope, callId), getTenant(scope)]);
  const words = fixedWords(kind, language, country);
  if (kind === "medical_advice") return { kind, words };
  const agent = call?.agentId ? await findAgent(scope, call.agentId) : undefined;
  const { voiceId = null, voiceSettings } = agent ?? {};
  const audio = await speakEmergency(scope, { language, country, voiceId, voiceSettings });
  return { kind, words, audio };
}
