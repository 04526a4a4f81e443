import type { AgentWithNumbers } from "@/db/queries/agents";
import type { AgentInput, AgentSnapshot } from "./schema";
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

export function withState(agent: AgentWithNumbers): AgentWithState {
  const published = publicationOf(agent);
  const isPublished =
    agent.elevenLabsAgentId !== null &&
    published !== undefined &&
    isSameSnapshot(snapshotOf(agent), published.agent);
  return { ...agent, state: isPublished ? "published" : "unpublished" };
}

/** What of an agent a version keeps. */
export function snapshotOf(
  agent: Omit<AgentInput, "variables" | "maxDurationSeconds" | "silenceTimeoutSeconds"> &
    Pick<AgentWithNumbers, "variables" | "maxDurationSeconds" | "silenceTimeoutSeconds">,
): AgentSnapshot {
  const { name, type, mode, language, voiceId, prompt, firstMessage } = agent;
  const { variables, maxDurationSeconds, silenceTimeoutSeconds } = agent;
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
  };
}

/** `type` is known here only: it changes nothing at the vendor. */
export function isSameSnapshot(one: AgentSnapshot, other: AgentSnapshot): boolean {
  const text = ({ type: _type, variables, ...rest }: AgentSnapshot) =>
    JSON.stringify([
      Object.entries(rest).toSorted(([a], [b]) => a.localeCompare(b)),
      Object.entries(variables).toSorted(([a], [b]) => a.localeCompare(b)),
    ]);
  return text(one) === text(other);
}
