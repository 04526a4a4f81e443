import { buffer } from "node:stream/consumers";
import { z } from "zod";
import { listTracks, uploadTrack } from "@/lib/hold-music/own-tracks";
import { MAX_TRACK_BYTES } from "@/lib/hold-music/rules";
import { trackUploadQuery, trackView } from "@/lib/hold-music/schema";
import { route } from "@/lib/http/route";
import { requireSize, uploadedBytes } from "@/lib/http/upload-body";

export const GET = route({
  summary: "Music on hold: the house's and the business's own",
  role: "viewer",
  apiScope: "business:read",
  output: z.array(trackView),
  handler: ({ scope }) => listTracks(scope),
});

export const POST = route({
  summary: "Upload music on hold: WAV or MP3, at most 20 MiB, from five seconds to ten minutes",
  role: "admin",
  upload: "audio/*",
  query: trackUploadQuery,
  output: trackView,
  status: 201,
  handler: async ({ scope, access, query, request }) => {
    requireSize(request, MAX_TRACK_BYTES);
    const file = await buffer(uploadedBytes(request, MAX_TRACK_BYTES));
    return uploadTrack(scope, { name: query.name, file, by: access.user.name });
  },
});
