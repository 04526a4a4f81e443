import type { AgentWithNumbers } from "@/db/queries/agents";
import { DEFAULT_VOICE_SETTINGS, hasVendorAgent } from "@/lib/vocabulary";
import { AGENT_FIELDS, type AgentSnapshot } from "./schema";
import type { VendorConfig } from "./vendor-config";

/** What `agents.published_config` holds. */
export interface Publication {
  /** The agent as it was published, in our words. */
  agent: AgentSnapshot;
  /** What the vendor had of our fields afterwards: what differs from it later, somebody changed there. */
  vendor: VendorConfig;
}

export type AgentWithState = AgentWithNumbers & { state: "published" | "unpublished" };

/** Undefined before the first publication, and for an agent that was linked to another one since. */
export function publicationOf(agent: Pick<AgentWithNumbers, "publishedConfig">): Publication | undefined {
  return (agent.publishedConfig ?? undefined) as Publication | undefined;
}

/** An agent of the house alone is what was saved; any other is what ElevenLabs was given last. */
export function withState(agent: AgentWithNumbers): AgentWithState {
  if (!hasVendorAgent(agent.mode)) return { ...agent, state: "published" };
  const published = publicationOf(agent);
  const isPublished =
    agent.elevenLabsAgentId !== null &&
    published !== undefined &&
    isSameAtVendor(snapshotOf(agent), published.agent);
  return { ...agent, state: isPublished ? "published" : "unpublished" };
}

/** What of an agent a version keeps. */
export function snapshotOf(agent: AgentWithNumbers): AgentSnapshot {
  const { name, type, mode, language, voiceId, prompt, firstMessage, variables } = agent;
  const { maxDurationSeconds, silenceTimeoutSeconds, ringSeconds, speechTimeoutSeconds } = agent;
  const { voiceSettings, model, machineAction, machineMessage } = agent;
  return {
    name,
    type,
    mode,
    language,
    voiceId,
    prompt,
    firstMessage,
    variables,
    maxDurationSeconds,
    silenceTimeoutSeconds,
    voiceSettings,
    model,
    ringSeconds,
    speechTimeoutSeconds,
    machineAction,
    machineMessage,
  };
}

/** Of what ElevenLabs has too; the rest is known here only. */
export function isSameAtVendor(one: AgentSnapshot, other: AgentSnapshot): boolean {
  const text = ({ mode, ...snapshot }: Partial<AgentSnapshot>) => {
    // An agent that was published before it had these spoke as every voice does.
    const { voiceSettings = DEFAULT_VOICE_SETTINGS, ...rest } = snapshot;
    const facts = { ...rest, voiceSettings };
    return textOf([mode, ...AGENT_FIELDS.map((field) => facts[field])]);
  };
  return text(one) === text(other);
}

export function isSameSnapshot(one: AgentSnapshot, other: AgentSnapshot): boolean {
  return textOf(one) === textOf(other);
}

/** PostgreSQL puts the keys of an object in an order of its own. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => a.localeCompare(b)))
      : inner,
  );
}
