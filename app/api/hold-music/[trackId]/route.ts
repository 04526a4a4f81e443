import { deleteTrack } from "@/lib/hold-music/own-tracks";
import { trackParams } from "@/lib/hold-music/schema";
import { route } from "@/lib/http/route";

export const DELETE = route({
  summary: "Delete music on hold; was it the chosen one, the house's plays",
  role: "admin",
  params: trackParams,
  handler: ({ scope, params }) => deleteTrack(scope, params.trackId),
});
