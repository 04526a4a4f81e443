import { z } from "zod";
import { publicRoute } from "@/lib/http/route";
import { replyResponse } from "@/lib/turns/reply-sound";

export const GET = publicRoute({
  summary: "The sound of what an agent says in a turn-based call, while it is made (documented address)",
  params: z.object({ name: z.string().max(400) }),
  file: "audio/ulaw",
  handler: ({ params, request }) => replyResponse(params.name, request.signal),
});
