import { readStats } from "@/lib/elevenlabs-api/read-stats";
import { statsQuery, statsView } from "@/lib/elevenlabs-api/schema";
import { route } from "@/lib/http/route";

export const GET = route({
  summary: "Figures of a period (documented address)",
  role: "viewer",
  apiScope: "calls:read",
  query: statsQuery,
  output: statsView,
  handler: ({ scope, query }) => readStats(scope, query),
});
