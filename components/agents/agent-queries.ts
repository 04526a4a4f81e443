import { z } from "zod";
import { viewQuery } from "@/components/frame/view-query";
import { agentView, voiceView } from "@/lib/agents/schema";

export const agentQueries = {
  all: (tenantId: string) => ["tenant", tenantId, "agents"] as const,
  list: (tenantId: string) =>
    viewQuery([...agentQueries.all(tenantId), "list"], "/api/agents", z.array(agentView)),
  detail: (tenantId: string, agentId: string) =>
    viewQuery(
      [...agentQueries.all(tenantId), agentId],
      `/api/agents/${encodeURIComponent(agentId)}`,
      agentView,
    ),
  /** Asked of ElevenLabs through the server; a catalogue of voices changes rarely. */
  voices: (tenantId: string) => ({
    ...viewQuery(["tenant", tenantId, "voices"], "/api/voices", z.array(voiceView)),
    staleTime: 10 * 60_000,
  }),
};
