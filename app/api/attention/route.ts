import { z } from "zod";
import { route } from "@/lib/http/route";
import { listWaitingCalls } from "@/lib/safety/list-waiting-calls";
import { waitingCallView } from "@/lib/safety/schema";

export const GET = route({
  summary: "Calls that need a person: somebody spoke of a medical emergency, or asked for medical advice",
  role: "viewer",
  apiScope: "calls:read",
  output: z.array(waitingCallView),
  handler: ({ scope }) => listWaitingCalls(scope),
});
