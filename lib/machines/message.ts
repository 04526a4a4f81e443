import type { Scope } from "@/db/client";
import type { Agent } from "@/db/schema/agents";
import type { Call } from "@/db/schema/calls";
import { fillVariables } from "@/lib/agents/variables";
import { conversationFacts, variablesOf } from "@/lib/calls/initiation";
import { log } from "@/lib/log";
import { speakWords } from "@/lib/sentences/speak-words";
import { leavesMessage } from "./detection";

/** The mailbox records silence meanwhile. */
const SPEECH_TIMEOUT_MS = 5000;
/** Nobody is waiting yet. */
const PREPARATION_TIMEOUT_MS = 20_000;

/** A mailbox listens no longer; whoever fills a variable does not decide how much speech is paid for. */
const MAX_CHARACTERS = 1500;

/** What this call's agent says to a machine, the variables filled in. */
export interface MachineMessage {
  callId: string;
  text: string;
  agent: Agent & { voiceId: string };
}

/** Undefined where the agent leaves none, or has no voice to leave it with. */
export async function machineMessageOf(scope: Scope, call: Call): Promise<MachineMessage | undefined> {
  if (call.agentId === null) return undefined;
  const facts = await conversationFacts(scope, call);
  const { agent } = facts;
  if (!leavesMessage(agent) || agent.voiceId === null) return undefined;
  const filled = fillVariables(agent.machineMessage, variablesOf(facts));
  const text = filled.replaceAll(/\s+/g, " ").trim().slice(0, MAX_CHARACTERS);
  return text === "" ? undefined : { callId: call.id, text, agent: { ...agent, voiceId: agent.voiceId } };
}

/** µ-law 8 kHz mono. Throws when the voice cannot be had within the time: no other voice leaves word for a business. */
export async function speakMachineMessage(
  scope: Scope,
  { callId, text, agent }: MachineMessage,
  timeoutMs: number = SPEECH_TIMEOUT_MS,
): Promise<Buffer> {
  const { language, voiceId, voiceSettings } = agent;
  return speakWords(scope, {
    text,
    language,
    voiceId,
    voiceSettings,
    timeoutMs,
    isPersonal: text !== agent.machineMessage,
    callId,
  });
}

/** Has the message ready while the telephone rings; that it is not is no fault of whoever dials. */
export async function prepareMachineMessage(scope: Scope, call: Call): Promise<void> {
  try {
    const message = await machineMessageOf(scope, call);
    if (message) await speakMachineMessage(scope, message, PREPARATION_TIMEOUT_MS);
  } catch (error) {
    log.warn(
      { err: error, tenantId: scope.tenantId, callId: call.id },
      "message for a machine not spoken ahead",
    );
  }
}
