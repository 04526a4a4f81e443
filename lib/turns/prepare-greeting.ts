import type { Scope } from "@/db/client";
import type { Call } from "@/db/schema/calls";
import { conversationFacts } from "@/lib/calls/initiation";
import { log } from "@/lib/log";
import { speakWords } from "@/lib/sentences/speak-words";
import { greetingOf } from "./greeting";

const PREPARATION_MS = 10_000;

/** Has the first sentence of a call spoken while the telephone still rings; that it is not is no fault of the call's. */
export async function prepareGreeting(scope: Scope, call: Call): Promise<void> {
  try {
    const facts = await conversationFacts(scope, call);
    const { agent } = facts;
    if (agent.voiceId === null) return;
    await speakWords(scope, {
      text: greetingOf(facts),
      language: agent.language,
      voiceId: agent.voiceId,
      voiceSettings: agent.voiceSettings,
      timeoutMs: PREPARATION_MS,
      isPersonal: true,
      callId: call.id,
    });
  } catch (error) {
    log.warn({ err: error, tenantId: scope.tenantId, callId: call.id }, "greeting not spoken ahead");
  }
}
