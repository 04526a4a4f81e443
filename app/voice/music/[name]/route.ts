import { z } from "zod";
import { MAX_TRACK_NAME_LENGTH } from "@/lib/hold-music/track-address";
import { trackResponse } from "@/lib/hold-music/track-response";
import { publicRoute } from "@/lib/http/route";

export const GET = publicRoute({
  summary: "The sound of music on hold, at the address the TwiML gave",
  params: z.object({ name: z.string().max(MAX_TRACK_NAME_LENGTH) }),
  file: "audio/wav",
  handler: ({ params }) => trackResponse(params.name),
});
