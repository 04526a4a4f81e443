import { fillVariables } from "@/lib/agents/variables";
import { type ConversationFacts, variablesOf } from "@/lib/calls/initiation";

/** Nobody greets for longer; whoever fills a variable does not decide how much speech is paid for. */
const MAX_CHARACTERS = 1500;

/** The first words of a call, its variables filled in. Pure. */
export function greetingOf(facts: ConversationFacts): string {
  const { call, agent } = facts;
  return fillVariables(call.firstMessage ?? agent.firstMessage, variablesOf(facts)).slice(0, MAX_CHARACTERS);
}
