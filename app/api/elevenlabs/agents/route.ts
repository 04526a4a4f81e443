import { z } from "zod";
import { listDocumentedAgents } from "@/lib/elevenlabs-api/list-records";
import { documentedAgent } from "@/lib/elevenlabs-api/schema";
import { route } from "@/lib/http/route";

export const GET = route({
  summary: "Agents and what they say (documented address)",
  role: "viewer",
  apiScope: "agents:read",
  output: z.array(documentedAgent),
  handler: ({ scope }) => listDocumentedAgents(scope),
});
