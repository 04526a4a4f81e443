import type { Scope } from "@/db/client";
import { findAgent } from "@/db/queries/agents";
import type { Call } from "@/db/schema/calls";
import { fillVariables } from "@/lib/agents/variables";
import { conversationFacts, variablesOf } from "@/lib/calls/initiation";
import { log } from "@/lib/log";
import { speakWords } from "@/lib/sentences/speak-words";

const PREPARATION_MS = 10_000;

/** Has the first sentence of a call spoken while the telephone still rings; that it is not is no fault of the call's. */
export async function prepareGreeting(scope: Scope, call: Call): Promise<void> {
  try {
    const facts = await conversationFacts(scope, call);
    const agent = call.agentId ? await findAgent(scope, call.agentId) : undefined;
    if (!agent?.voiceId) return;
    await speakWords(scope, {
      text: fillVariables(call.firstMessage ?? agent.firstMessage, variablesOf(facts)),
      language: agent.language,
      voiceId: agent.voiceId,
      voiceSettings: agent.voiceSettings,
      timeoutMs: PREPARATION_MS,
      isPersonal: true,
    });
  } catch (error) {
    log.warn({ err: error, tenantId: scope.tenantId, callId: call.id }, "greeting not spoken ahead");
  }
}
