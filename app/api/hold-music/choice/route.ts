import { z } from "zod";
import { chooseTrack } from "@/lib/hold-music/own-tracks";
import { trackChoice, trackView } from "@/lib/hold-music/schema";
import { route } from "@/lib/http/route";

export const PUT = route({
  summary: "Choose what callers hear while they wait",
  role: "admin",
  body: trackChoice,
  output: z.array(trackView),
  handler: ({ scope, body }) => chooseTrack(scope, body.track),
});
