import type { z } from "zod";
import type { AgentWithNumbers } from "@/db/queries/agents";
import type { assignmentView } from "./schema";

/** An agent in the words of the documented addresses. */
export function toAssignment(agent: AgentWithNumbers): z.output<typeof assignmentView> {
  return {
    agentId: agent.id,
    name: agent.name,
    type: agent.type,
    status: agent.status,
    elevenLabsAgentId: agent.elevenLabsAgentId,
    phoneNumber: agent.phoneNumbers[0] ?? null,
    phoneNumbers: agent.phoneNumbers,
  };
}
