import { z } from "zod";
import { listLiveCalls } from "@/lib/calls/get-call";
import { callView } from "@/lib/calls/schema";
import { route } from "@/lib/http/route";

export const GET = route({
  summary: "Calls that are going on",
  role: "viewer",
  apiScope: "calls:read",
  output: z.array(callView),
  handler: ({ scope }) => listLiveCalls(scope),
});
