import { isSame } from "@/lib/agents/differences";
import { publicationOf } from "@/lib/agents/publication";
import { AGENT_FIELDS, type VendorField } from "@/lib/agents/schema";
import type { VendorConfig } from "@/lib/agents/vendor-config";
import { hasVendorAgent } from "@/lib/vocabulary";
import type { AgentFacts, ElevenLabsFacts, HealthFacts } from "./facts";
import { fault, notKnown, orInOrder } from "./finding";
import type { HealthFinding } from "./schema";

/** The settings of an agent at ElevenLabs that each check answers for; mending one puts these as they should be. */
export const FIELDS_OF_CHECK = {
  agent_audio: ["inputFormat", "outputFormat"],
  agent_overrides: ["overrides"],
  agent_tools: ["tools", "endCall"],
  agent_drift: [
    "safetyRules",
    "timeZone",
    "speechModel",
    "lastWords",
    "summaryLanguage",
    "clientEvents",
    "burst",
  ],
  personalization: ["personalization"],
  post_call_webhook: ["postCall"],
} as const satisfies Partial<Record<HealthFinding["check"], readonly VendorField[]>>;

type Judge = (
  agent: AgentFacts,
  theirs: VendorConfig,
  elevenLabs: ElevenLabsFacts,
  facts: HealthFacts,
) => HealthFinding[];

const PER_AGENT = [
  ["agent_audio", judgeAudio],
  ["agent_overrides", judgeOverrides],
  ["agent_tools", judgeTools],
  ["agent_drift", judgeDrift],
  ["personalization", judgePersonalization],
] as const satisfies (readonly [HealthFinding["check"], Judge])[];

export function judgeAgents(facts: HealthFacts): HealthFinding[] {
  const { agents, elevenLabs } = facts;
  const unasked = agents.find(({ theirs }) => isUnasked(theirs))?.theirs;
  if (!elevenLabs || unasked) {
    const said = unasked && unasked.state !== "known" ? unasked.said : null;
    return [notKnown("agent_linked", said), ...PER_AGENT.map(([check]) => notKnown(check, said))];
  }
  const judged = PER_AGENT.flatMap(([check, judgeOne]) => {
    const faults = agents.flatMap((agent) =>
      agent.theirs?.state === "known" ? judgeOne(agent, agent.theirs.value, elevenLabs, facts) : [],
    );
    return orInOrder(check, faults);
  });
  return [...orInOrder("agent_linked", agents.flatMap(judgeLink)), ...judged];
}

export const agentSubject = ({ agent }: AgentFacts) => ({
  type: "agent" as const,
  id: agent.id,
  name: agent.name,
});

/** Not reached, or with a key that is not accepted; an agent that is gone is an answer. */
function isUnasked(theirs: AgentFacts["theirs"]): boolean {
  if (theirs === null || theirs.state === "known") return false;
  return theirs.state === "silent" || theirs.httpStatus !== 404;
}

function judgeLink(agent: AgentFacts): HealthFinding[] {
  const subject = agentSubject(agent);
  if (!hasVendorAgent(agent.agent.mode)) return [];
  if (agent.theirs === null)
    return [fault("agent_linked", { status: "broken", problem: "unlinked", subject })];
  if (agent.theirs.state === "known") return [];
  return [fault("agent_linked", { status: "broken", problem: "gone", subject, said: agent.theirs.said })];
}

function judgeAudio(agent: AgentFacts, theirs: VendorConfig): HealthFinding[] {
  if (!differs(agent, theirs, FIELDS_OF_CHECK.agent_audio)) return [];
  const said = `${words(theirs.inputFormat)} / ${words(theirs.outputFormat)}`;
  const subject = agentSubject(agent);
  return [fault("agent_audio", { status: "broken", problem: "format", subject, said, mendable: true })];
}

/** A call sends only what the agent's flags allowed when they were read; one switched off since ends it (elevenlabs.md §6.4). */
function judgeOverrides(agent: AgentFacts, theirs: VendorConfig): HealthFinding[] {
  const allowed = listOf(theirs.overrides);
  const subject = agentSubject(agent);
  const without = (leaves: readonly string[]) => leaves.filter((leaf) => !allowed.includes(leaf)).join(", ");
  const refused = without(agent.agent.allowedOverrides);
  const check = "agent_overrides";
  if (refused)
    return [fault(check, { status: "broken", problem: "refused", subject, said: refused, mendable: true })];
  const missing = without(listOf(agent.ours.overrides));
  if (!missing) return [];
  return [fault(check, { status: "warning", problem: "limited", subject, said: missing, mendable: true })];
}

function judgeTools(agent: AgentFacts, theirs: VendorConfig): HealthFinding[] {
  if (!differs(agent, theirs, FIELDS_OF_CHECK.agent_tools)) return [];
  const said = `${words(theirs.tools)} / ${words(agent.ours.tools)}`;
  const subject = agentSubject(agent);
  return [fault("agent_tools", { status: "warning", problem: "missing", subject, said, mendable: true })];
}

/** What a person wrote is settled by a person, on the agent's page; what is the house's own is put back. */
function judgeDrift(agent: AgentFacts, theirs: VendorConfig): HealthFinding[] {
  const subject = agentSubject(agent);
  const published = publicationOf(agent.agent)?.vendor;
  const changed = AGENT_FIELDS.filter(
    (field) =>
      published?.[field] !== undefined &&
      !isSame(theirs[field], published[field]) &&
      !isSame(theirs[field], agent.ours[field]),
  );
  const check = "agent_drift";
  if (changed.length > 0) {
    const facts = { count: changed.length };
    return [
      fault(check, { status: "warning", problem: "changed", subject, facts, said: changed.join(", ") }),
    ];
  }
  const settings = FIELDS_OF_CHECK.agent_drift.filter((field) => differs(agent, theirs, [field]));
  if (settings.length === 0) return [];
  const said = settings.map((field) => `${field}: ${words(theirs[field])}`).join("\n");
  return [fault(check, { status: "warning", problem: "settings", subject, said, mendable: true })];
}

function judgePersonalization(
  agent: AgentFacts,
  theirs: VendorConfig,
  { secretIds }: ElevenLabsFacts,
  { numbers }: HealthFacts,
): HealthFinding[] {
  if (agent.agent.mode !== "native") return [];
  const isAsked = numbers.some(
    (number) => number.agentId === agent.agent.id && number.inboundVia === "elevenlabs",
  );
  const found = (problem: "off" | "elsewhere" | "secret", said: string | null = null) => [
    fault("personalization", {
      // Only calls that ElevenLabs answers by itself depend on it.
      status: isAsked ? "broken" : "warning",
      problem,
      subject: agentSubject(agent),
      said,
      mendable: true,
    }),
  ];
  const [wanted, there] = [recordOf(agent.ours.personalization), recordOf(theirs.personalization)];
  if (there["allowed"] !== "true" || !there["url"]) return found("off");
  if (there["url"] !== wanted["url"]) return found("elsewhere", there["url"]);
  const { secret = "" } = there;
  const isKept = secretIds.state !== "known" || secretIds.value.includes(secret);
  return secret === wanted["secret"] && isKept ? [] : found("secret");
}

export function differs(agent: AgentFacts, theirs: VendorConfig, fields: readonly VendorField[]): boolean {
  return fields.some((field) => agent.ours[field] !== undefined && !isSame(theirs[field], agent.ours[field]));
}

function listOf(value: VendorConfig[VendorField]): readonly string[] {
  return Array.isArray(value) ? value : [];
}

function recordOf(value: VendorConfig[VendorField]): Partial<Record<string, string>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, String(one)]));
}

function words(value: VendorConfig[VendorField]): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? null);
}
