import { route } from "@/lib/http/route";
import { liveResponse } from "@/lib/http/live-response";

export const dynamic = "force-dynamic";

export const GET = route({
  summary: "What happens in the business, as server-sent events",
  role: "viewer",
  file: "text/event-stream",
  handler: ({ access, request }) => liveResponse(access, request.signal),
});
