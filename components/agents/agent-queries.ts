import { queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import { agentView, voiceView } from "@/lib/agents/schema";
import { getJson } from "@/lib/api-client";

export const agentQueries = {
  all: (tenantId: string) => ["tenant", tenantId, "agents"] as const,
  list: (tenantId: string) =>
    queryOptions({
      queryKey: [...agentQueries.all(tenantId), "list"] as const,
      queryFn: ({ signal }) => getJson("/api/agents", z.array(agentView), signal),
    }),
  detail: (tenantId: string, agentId: string) =>
    queryOptions({
      queryKey: [...agentQueries.all(tenantId), agentId] as const,
      queryFn: ({ signal }) => getJson(`/api/agents/${encodeURIComponent(agentId)}`, agentView, signal),
    }),
  /** Asked of ElevenLabs through the server; a catalogue of voices changes rarely. */
  voices: (tenantId: string) =>
    queryOptions({
      queryKey: ["tenant", tenantId, "voices"] as const,
      queryFn: ({ signal }) => getJson("/api/voices", z.array(voiceView), signal),
      staleTime: 10 * 60_000,
    }),
};
