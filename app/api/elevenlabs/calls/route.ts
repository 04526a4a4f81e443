import { z } from "zod";
import { listCallRecords } from "@/lib/elevenlabs-api/list-records";
import { callRecord, callRecordsQuery, pageFacts } from "@/lib/elevenlabs-api/schema";
import { route } from "@/lib/http/route";

export const GET = route({
  summary: "Calls by numbered pages, with their errors (documented address)",
  role: "viewer",
  apiScope: "calls:read",
  query: callRecordsQuery,
  output: z.array(callRecord),
  beside: pageFacts,
  handler: ({ scope, query }) => listCallRecords(scope, query),
});
