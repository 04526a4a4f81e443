import { z } from "zod";
import { viewQuery } from "@/components/frame/view-query";
import { agentDifferenceView, agentVersionView, agentView, voiceView } from "@/lib/agents/schema";

export const agentQueries = {
  all: (tenantId: string) => ["tenant", tenantId, "agents"] as const,
  list: (tenantId: string) =>
    viewQuery([...agentQueries.all(tenantId), "list"], "/api/agents", z.array(agentView)),
  detail: (tenantId: string, agentId: string) =>
    viewQuery([...agentQueries.all(tenantId), agentId], agentPath(agentId), agentView),
  versions: (tenantId: string, agentId: string) =>
    viewQuery(
      [...agentQueries.all(tenantId), agentId, "versions"],
      `${agentPath(agentId)}/versions`,
      z.array(agentVersionView),
    ),
  /** Asked of ElevenLabs through the server: once when the page opens, and after every publication. */
  difference: (tenantId: string, agentId: string) => ({
    ...viewQuery(
      [...agentQueries.all(tenantId), agentId, "difference"],
      `${agentPath(agentId)}/difference`,
      agentDifferenceView,
    ),
    staleTime: 60_000,
    retry: false,
  }),
  /** Asked of ElevenLabs through the server; a catalogue of voices changes rarely. */
  voices: (tenantId: string) => ({
    ...viewQuery(["tenant", tenantId, "voices"], "/api/voices", z.array(voiceView)),
    staleTime: 10 * 60_000,
  }),
};

export function agentPath(agentId: string): string {
  return `/api/agents/${encodeURIComponent(agentId)}`;
}
