import type { Scope } from "@/db/client";
import { findAgent } from "@/db/queries/agents";
import { getTenant } from "@/db/queries/team";
import type { Agent } from "@/db/schema/agents";
import type { Call } from "@/db/schema/calls";
import type { Tenant } from "@/db/schema/tenants";
import { env } from "@/env";
import { describeAdvisors } from "@/lib/advisors/describe-advisors";
import { callVariables, variablesIn } from "@/lib/agents/variables";
import { type Known, recognise } from "@/lib/contacts/recognise";
import { AppError } from "@/lib/errors";
import { overrideValues } from "@/lib/providers/elevenlabs/overrides";
import { machineDetection } from "@/lib/machines/detection";
import type { Initiation } from "@/lib/providers/elevenlabs/telephony";
import type { DialOrder } from "@/lib/providers/twilio/calls";
import { withSafetyRules } from "@/lib/safety/prompt-rules";
import type { CallPurpose, Language } from "@/lib/vocabulary";

type LinkedAgent = Agent & { elevenLabsAgentId: string };

interface Opening {
  agent: LinkedAgent;
  tenant: Tenant;
  init: Initiation;
}

/** What is known of a conversation before it begins. */
export interface ConversationFacts {
  call: Call;
  agent: Agent;
  tenant: Tenant;
  known: Known | undefined;
  /** Whom the agent may put callers through to, a line for each skill. */
  advisors: string;
}

/** An agent that begins a conversation again does not greet anew. */
export interface Resumption {
  prompt: (prompt: string) => string;
  firstMessage: string;
}

/** What was said last says enough of where the call stands. */
const MOST_TURNS = 40;

/** What an agent that begins again is told of the conversation before; empty when nothing was said. */
export function historyOf(heading: string, turns: readonly { role: string; text: string }[]): string[] {
  if (turns.length === 0) return [];
  const said = turns.slice(-MOST_TURNS).map(({ role, text }) => `${role}: ${text}`);
  return [[`# ${heading}`, ...said].join("\n")];
}

/**
 * What the agent is told when a conversation begins, in every mode (elevenlabs.md §1.3). `notice`: what it says before its greeting. Throws
 * `conflict` for a call whose agent is not linked to ElevenLabs.
 */
export async function openInitiation(
  scope: Scope,
  call: Call,
  resume?: (language: Language) => Resumption | undefined | Promise<Resumption>,
  notice: string | null = null,
): Promise<Opening> {
  const facts = await conversationFacts(scope, call);
  const { agent, tenant } = facts;
  if (!agent.elevenLabsAgentId) throw new AppError("conflict", "agent_not_linked");
  const linked = { ...agent, elevenLabsAgentId: agent.elevenLabsAgentId };
  const resumption = await resume?.(agent.language);
  return { agent: linked, tenant, init: initiationOf(facts, resumption, notice) };
}

/** Throws `conflict` for a call without an agent. */
export async function conversationFacts(scope: Scope, call: Call): Promise<ConversationFacts> {
  const [agent, tenant] = await Promise.all([
    call.agentId ? findAgent(scope, call.agentId) : undefined,
    getTenant(scope),
  ]);
  if (!agent) throw new AppError("conflict", "agent_not_linked");
  const { timeZone, country } = tenant;
  const known = await recognise(scope, call, {
    now: new Date(),
    timeZone,
    country,
    language: agent.language,
  });
  // Asked for only where a text names them: most calls need no advisor.
  const texts = [call.prompt ?? "", call.firstMessage ?? "", agent.prompt, agent.firstMessage];
  const advisors = variablesIn(...texts).includes("advisors")
    ? await describeAdvisors(scope, agent.language)
    : "";
  return { call, agent, tenant, known, advisors };
}

/** Pure. Only what differs from the agent as it stands at the vendor is overridden, and only where its flags allow. */
export function initiationOf(
  facts: ConversationFacts,
  resumption?: Resumption,
  notice: string | null = null,
): Initiation {
  const { call, agent, tenant } = facts;
  const isPublished = agent.publishedAt !== null;
  const prompt = call.prompt ?? agent.prompt;
  const ours = (value: string | null) => (isPublished ? null : value);
  const toldPrompt = resumption?.prompt(prompt) ?? call.prompt ?? ours(agent.prompt);
  const greeting = resumption?.firstMessage ?? call.firstMessage;
  const toldGreeting =
    notice === null ? (greeting ?? ours(agent.firstMessage)) : `${notice} ${greeting ?? agent.firstMessage}`;
  const place = { language: agent.language, country: tenant.country };
  return {
    conversation_config_override: overrideValues(agent.allowedOverrides, {
      "agent.prompt.prompt": toldPrompt === null ? null : withSafetyRules(toldPrompt, place),
      "agent.first_message": toldGreeting,
      "agent.language": ours(agent.language),
      "tts.voice_id": ours(agent.voiceId),
    }),
    dynamic_variables: variablesOf(facts),
  };
}

/** Values of every `{{variable}}` in the texts of a call. */
export function variablesOf({
  call,
  agent,
  tenant,
  known,
  advisors,
}: ConversationFacts): Record<string, string> {
  const texts = [
    call.prompt ?? agent.prompt,
    call.firstMessage ?? agent.firstMessage,
    agent.prompt,
    agent.firstMessage,
  ];
  return callVariables(texts, {
    builtIn: {
      call_id: call.id,
      business_name: tenant.name,
      caller_number: call.fromNumber,
      called_number: call.toNumber,
      contact_name: call.contactName ?? known?.contactName ?? "",
      contact_language: known?.language ?? "",
      next_appointment: known?.nextAppointment ?? "",
      advisors,
      purpose: call.purpose ? PURPOSES[call.purpose][agent.language] : "",
    },
    defaults: { ...agent.variables, ...known?.variables },
    given: call.variables,
  });
}

/** What `{{purpose}}` says to the agent. */
const PURPOSES: Record<CallPurpose, Record<Language, string>> = {
  confirmation: { es: "confirmar una cita", en: "confirm an appointment" },
  reminder: { es: "recordar una cita", en: "remind of an appointment" },
  rescheduling: { es: "cambiar una cita de día u hora", en: "move an appointment" },
  follow_up: { es: "preguntar cómo ha ido después de la visita", en: "follow up on a visit" },
  sales: { es: "presentar el negocio y sus servicios", en: "present the business and its services" },
  other: { es: "hablar con la persona", en: "speak with the person" },
};

/** Seconds after which the call is ended, whoever is speaking. */
export async function maxDurationOf(scope: Scope, call: Pick<Call, "agentId">): Promise<number> {
  const agent = call.agentId ? await findAgent(scope, call.agentId) : undefined;
  return agent?.maxDurationSeconds ?? env.MAX_CALL_DURATION_SECONDS;
}

/**
 * How long the telephone rings, how long the call may last counted from the answer, and how Twilio finds out who answers: of a call that
 * we place.
 */
export async function dialLimitsOf(
  scope: Scope,
  call: Pick<Call, "id" | "agentId">,
): Promise<Pick<DialOrder, "ringSeconds" | "timeLimitSeconds" | "machineDetection">> {
  const agent = call.agentId ? await findAgent(scope, call.agentId) : undefined;
  return {
    ringSeconds: agent?.ringSeconds ?? env.RING_TIMEOUT_SECONDS,
    timeLimitSeconds: agent?.maxDurationSeconds ?? env.MAX_CALL_DURATION_SECONDS,
    ...(agent ? { machineDetection: machineDetection(agent, call) } : {}),
  };
}
