import { route } from "@/lib/http/route";
import { syncResult } from "@/lib/numbers/schema";
import { syncNumbers } from "@/lib/numbers/sync-numbers";

export const POST = route({
  summary: "Take over the numbers of the Twilio account and point them here",
  role: "admin",
  apiScope: "numbers:write",
  output: syncResult,
  handler: ({ scope }) => syncNumbers(scope),
});
