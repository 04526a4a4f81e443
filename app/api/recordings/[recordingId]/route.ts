import { route } from "@/lib/http/route";
import { deleteRecording } from "@/lib/recordings/delete-recording";
import { recordingParams } from "@/lib/recordings/schema";

export const DELETE = route({
  summary: "Delete a recording, here and at the vendors",
  role: "admin",
  params: recordingParams,
  handler: ({ scope, params }) => deleteRecording(scope, params.recordingId),
});
