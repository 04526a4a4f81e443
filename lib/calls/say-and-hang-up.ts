import type { Scope } from "@/db/client";
import { findAgent } from "@/db/queries/agents";
import { getTenant } from "@/db/queries/team";
import type { Call } from "@/db/schema/calls";
import { playAndHangUp, type Twiml } from "@/lib/providers/twilio/twiml";
import { sentenceAddress } from "@/lib/sentences/sentence-address";
import type { SentenceKey } from "@/lib/vocabulary";

/** One sentence in the voice of the call's agent, then the end. */
export async function sayAndHangUp(
  scope: Scope,
  call: Pick<Call, "agentId">,
  key: SentenceKey,
): Promise<Twiml> {
  return playAndHangUp(await addressInVoiceOf(scope, call, key));
}

/** Address of the sentence in that voice. */
export async function addressInVoiceOf(
  scope: Scope,
  call: Pick<Call, "agentId">,
  key: SentenceKey,
): Promise<string> {
  const [agent, tenant] = await Promise.all([
    call.agentId ? findAgent(scope, call.agentId) : undefined,
    getTenant(scope),
  ]);
  const language = agent?.language ?? tenant.language;
  return sentenceAddress({
    tenantId: scope.tenantId,
    key,
    language,
    voiceId: agent?.voiceId ?? null,
    voiceSettings: agent?.voiceSettings,
  });
}
